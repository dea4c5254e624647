package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.WatchedConsumers;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(WatchedConsumers.class)
class RisksResourceTest {

    private static final String RISKS = "/api/v1/risks";

    private FakeProvider provider;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(Duration.ofSeconds(60)).until(watch::everyTenantTried);
    }

    private void publishes(String... kids) {
        provider.publish(Arrays.stream(kids).map(SigningKeys::rsa).toArray(SigningKey[]::new));
        watch.tenants().forEach(watch::poll);
    }

    @Test
    void unsafeRotationIsTold() {
        // Given
        publishes("first");

        // When
        publishes("second");

        // Then
        when().get(RISKS)
                .then()
                .statusCode(200)
                .body("items.name", hasItems("KeyvigilRotationUnsafe", "KeyvigilConsumerWillReject"))
                .body("items[0].severity", equalTo("critical"))
                .body("items[0].runbook", containsString("/runbooks/Keyvigil"))
                .body("items.find { it.name == 'KeyvigilConsumerWillReject' }.consumer", equalTo("gateway"))
                .body("items.find { it.name == 'KeyvigilRotationUnsafe' }.tenant", equalTo("alpha"))
                .body("items.find { it.name == 'KeyvigilRotationUnsafe' }.evidence.what", equalTo("rotation-disjoint"));
        when().get("/api/v1/tenants")
                .then()
                .body("items[0].status", equalTo("at-risk"))
                .body("items[0].risks.name", hasItem("KeyvigilRotationUnsafe"))
                .body("items[0].risks[0].severity", equalTo("critical"))
                .body("items[0].risks[0]", not(hasKey("summary")));
        when().get("/api/v1/tenants/alpha")
                .then()
                .body("risks.name", hasItem("KeyvigilRotationUnsafe"))
                .body("risks[0].summary", containsString("alpha"));
        when().get("/metrics")
                .then()
                .body(containsString("keyvigil_risk{risk=\"KeyvigilRotationUnsafe\",severity=\"critical\","
                        + "tenant=\"alpha\",consumer=\"\"} 1"))
                .body(containsString("keyvigil_risk{risk=\"KeyvigilConsumerWillReject\",severity=\"critical\","
                        + "tenant=\"alpha\",consumer=\"gateway\"} 1"));
    }

    @Test
    void listGoesOnAfterACursor() {
        // Given
        publishes("first");
        publishes("second");
        String first = given().queryParam("limit", 1).get(RISKS).path("items[0].name");

        // When
        String next = given().queryParam("limit", 1).get(RISKS).path("next");

        // Then
        given().queryParam("after", next).get(RISKS).then().body("items.name", not(hasItem(first)));
    }

    @ParameterizedTest
    @CsvSource({"state,gone", "limit,0", "after,x"})
    void badParameterIsAProblem(String name, String value) {
        given().queryParam(name, value).get(RISKS).then().statusCode(400).contentType("application/problem+json");
    }
}
