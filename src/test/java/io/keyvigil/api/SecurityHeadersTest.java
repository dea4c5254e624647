package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.keyvigil.testing.ProtectedService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the protected service: its refusals are answers too. */
@QuarkusTest
@WithTestResource(ProtectedService.class)
class SecurityHeadersTest {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/index.html, 200",
        "/console/main.js, 200",
        "/console/nothing.js, 404",
        "/watchlist.schema.json, 200",
        "/metrics, 200",
        "/health/live, 200",
        "/api/v1/tenants, 401",
        "/api/v1/changes, 401"
    })
    void everyAnswerForbidsWhatTheConsoleDoesNotNeed(String address, int status) {
        given().header("Origin", "https://elsewhere.example")
                .get(address)
                .then()
                .statusCode(status)
                .header("Content-Security-Policy", equalTo(POLICY))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"/", "/index.html", "/console/main.js", "/console/console.css"})
    void consoleIsAskedForAnewAfterAnUpgrade(String address) {
        given().get(address).then().header("Cache-Control", equalTo("no-cache"));
    }

    @Test
    void preflightOfAnotherSiteGetsNoPermission() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/diagnose")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
    }
}
