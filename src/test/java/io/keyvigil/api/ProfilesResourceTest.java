package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.keyvigil.profile.Profiles;
import io.keyvigil.testing.WatchedConsumers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(WatchedConsumers.class)
class ProfilesResourceTest {

    private static final String PROFILES = "/api/v1/profiles";

    @Test
    void everyShippedProfileIsListedPageByPage() {
        // Given
        List<String> listed = new ArrayList<>();
        String after = "";

        // When
        while (after != null) {
            JsonPath page = given().queryParam("limit", 10)
                    .queryParam("after", after)
                    .get(PROFILES)
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            after = page.getString("next");
        }

        // Then
        assertThat(listed)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(Profiles.shipped().all().stream()
                        .map(profile -> profile.id())
                        .toList());
    }

    @Test
    void profileTellsItsFiguresAndWhoSaysSo() {
        when().get(PROFILES + "/envoy-jwt-authn")
                .then()
                .statusCode(200)
                .body("id", equalTo("envoy-jwt-authn"))
                .body("aliases", hasItem("envoy"))
                .body("figures.refreshEvery", equalTo("PT10M"))
                .body("figures.unknownKid", equalTo("none"))
                .body("figures.behaviourClass", equalTo("B"))
                .body("source", notNullValue())
                .body("asOf", equalTo("2026-11"))
                .body("confidence", notNullValue());
    }

    @Test
    void aliasFindsIt() {
        when().get(PROFILES + "/spring-security")
                .then()
                .statusCode(200)
                .body("id", equalTo("spring-nimbus-jwtdecoder"));
    }

    @Test
    void unknownProfileIsAProblem() {
        when().get(PROFILES + "/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString(PROFILES));
    }

    @Test
    void badLimitIsAProblem() {
        given().queryParam("limit", "many").get(PROFILES).then().statusCode(400);
    }
}
