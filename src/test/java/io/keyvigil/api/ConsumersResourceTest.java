package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.WatchedConsumers;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WatchedConsumers.class)
class ConsumersResourceTest {

    private static final String CONSUMERS = "/api/v1/consumers";

    private FakeProvider provider;

    @Inject
    KeyWatch watch;

    @Test
    void consumersAreListedInOrder() {
        when().get(CONSUMERS).then().statusCode(200).body("items.id", contains("gateway", "orders-api"));
    }

    @Test
    void listGoesOnAfterACursor() {
        given().queryParam("after", "gateway")
                .get(CONSUMERS)
                .then()
                .statusCode(200)
                .body("items.id", contains("orders-api"));
    }

    @Test
    void listIsToldWithoutAllTheTenants() {
        given().queryParam("tenants", 0)
                .get(CONSUMERS)
                .then()
                .statusCode(200)
                .body("items.tenants.flatten()", empty())
                .body("items[0].tenantCount", greaterThan(0));
        given().queryParam("tenants", 1).get(CONSUMERS).then().statusCode(200).body("items[0].tenants", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1001"})
    void numberOfTenantsThatMakesNoSenseIsAProblem(String tenants) {
        given().queryParam("tenants", tenants).get(CONSUMERS).then().statusCode(400);
    }

    @Test
    void unknownConsumerIsAProblem() {
        when().get(CONSUMERS + "/nobody").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void consumerIsToldForOneTenantAlone() {
        given().queryParam("tenant", "alpha")
                .get(CONSUMERS + "/gateway")
                .then()
                .statusCode(200)
                .body("tenants.tenant", contains("alpha"));
        given().queryParam("tenant", "another")
                .get(CONSUMERS + "/gateway")
                .then()
                .statusCode(200)
                .body("tenants", empty());
    }

    @Test
    void consumerOnATimerMayMissANewKey() {
        // Given
        await().atMost(Duration.ofSeconds(20)).until(watch::everyTenantTried);
        provider.publish(SigningKeys.rsa("first"), SigningKeys.ec("next"));
        watch.tenants().forEach(watch::poll);

        // When
        ValidatableResponse gateway = when().get(CONSUMERS + "/gateway").then();

        // Then: the other one asks for a kid that it does not know
        gateway.statusCode(200)
                .body("tenants[0].exposed", equalTo(true))
                .body("tenants[0].forecast.cause", hasItem("missing-new-key"));
        when().get(CONSUMERS + "/orders-api").then().body("tenants[0].forecast.cause", not(hasItem("missing-new-key")));
    }
}
