package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.keyvigil.risk.OutsideAlert;
import io.keyvigil.risk.Risk;
import io.keyvigil.testing.WatchedProviders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WatchedProviders.class)
class RunbooksResourceTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @EnumSource(Risk.class)
    void runbookStandsWhereTheRiskSays(Risk risk) {
        // When
        String page = when().get(risk.runbook())
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .extract()
                .asString();

        // Then
        assertThat(page)
                .contains("<h1>" + risk.alertName() + "</h1>")
                .contains("<link rel=\"stylesheet\" href=\"/runbooks/runbook.css\">")
                .doesNotContain("<script", "<style", "style=\"", " onclick");
    }

    @ParameterizedTest
    @EnumSource(OutsideAlert.class)
    void alertsFromOutsideHaveTheirsToo(OutsideAlert alert) {
        when().get("/runbooks/" + alert.alertName())
                .then()
                .statusCode(200)
                .body(containsString("<h1>" + alert.alertName() + "</h1>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/markdown                   | text/markdown",
                "text/plain                      | text/plain",
                "text/plain, text/html;q=0.5     | text/plain",
                "application/xml, text/markdown  | text/markdown"
            })
    void runbookIsTextForWhoPrefersIt(String accept, String type) {
        given().header("Accept", accept)
                .get("/runbooks/KeyvigilKidReused")
                .then()
                .statusCode(200)
                .contentType(type + ";charset=utf-8")
                .header("Vary", equalTo("Accept"))
                .body(startsWith("# KeyvigilKidReused\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BROWSER, "*/*", "text/*", "text/html;q=0.9, text/plain;q=0.1"})
    void runbookIsAPageForABrowser(String accept) {
        given().header("Accept", accept)
                .get("/runbooks/KeyvigilKidReused")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8");
    }

    @Test
    void pageMayLoadNothingButItsStyle() {
        when().get("/runbooks/KeyvigilBlind")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none'; style-src 'self';"),
                                containsString("frame-ancestors 'none'")));
    }

    @Test
    void styleIsServed() {
        when().get("/runbooks/runbook.css").then().statusCode(200).contentType(startsWith("text/css"));
    }

    @Test
    void indexLinksEveryRunbook() {
        // When
        String page = given().header("Accept", BROWSER).get("/runbooks").asString();

        // Then
        assertThat(Arrays.stream(Risk.values())).allSatisfy(risk -> assertThat(page)
                .contains("href=\"" + risk.runbook() + "\">" + risk.alertName() + "</a>: " + risk.summary()));
        assertThat(page).contains("href=\"/runbooks/KeyvigilDown\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeyvigilNothing", "keyvigilblind", "..%2Fapplication.properties", "KeyvigilBlind.md"})
    void otherNamesAreAProblem(String name) {
        given().urlEncodingEnabled(false)
                .header("Accept", BROWSER)
                .get("/runbooks/" + name)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
