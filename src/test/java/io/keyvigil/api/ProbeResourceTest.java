package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.WatchedProviders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(WatchedProviders.class)
class ProbeResourceTest {

    private WatchedProviders providers;

    @Test
    void allowedIssuerIsPolledAndTold() {
        // When
        Response probed = probe(providers.allowed().issuer());

        // Then
        probed.then().statusCode(200).contentType(startsWith("text/plain"));
        assertThat(probed.asString())
                .containsPattern("keyvigil_provider_up\\{tenant=\"[a-z0-9-]+\"} 1\n")
                .contains("kid=\"first\"")
                .doesNotContain("tenant=\"alpha\"");
    }

    @Test
    void issuerBelowAnAllowedOneIsNotAskedAtAPrivateAddress() {
        // When
        Response probed = probe(providers.allowed().issuer() + "/realms/a");

        // Then
        probed.then().statusCode(200);
        assertThat(probed.asString())
                .containsPattern("keyvigil_provider_up\\{[^}]+} 0\n")
                .containsPattern("keyvigil_poll_failures_total\\{[^}]+,reason=\"address-refused\"} 1\n");
        assertThat(providers.allowed().requests().keySet()).noneMatch(path -> path.startsWith("/realms/a"));
    }

    @Test
    void encodedPathBelowAnAllowedIssuerIsForbidden() {
        // Given
        String allowed = providers.allowed().issuer();

        // Then
        forbidden(probe(allowed + "/%2e%2e/x"));
        forbidden(probe(allowed + "/a%2fb"));
        forbidden(probe(allowed + "//x"));
    }

    @Test
    void tenantOfTheWatchListIsProbed() {
        // When
        Response probed = probe(providers.alpha().issuer());

        // Then
        probed.then().statusCode(200);
        assertThat(probed.asString()).contains("keyvigil_provider_up{tenant=\"alpha\"} 1\n");
    }

    @Test
    void watchedTenantWithConsumersHasTheirSmallestLeeway() {
        // When
        Response probed = probe(providers.beta().issuer());

        // Then
        probed.then().statusCode(200);
        assertThat(probed.asString()).contains("keyvigil_leeway_seconds{tenant=\"beta\"} 5\n");
    }

    @Test
    void issuerThatACallerMadeUpIsNeverFetched() {
        // Given
        try (FakeProvider stranger = FakeProvider.start()) {

            // When
            Response probed = probe(stranger.issuer());

            // Then
            forbidden(probed);
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void allowedPrefixEndsAtASlash() {
        // Given
        String allowed = providers.allowed().issuer();

        // Then
        forbidden(probe(allowed + "0"));
        forbidden(probe(allowed + ".example"));
        forbidden(probe(allowed + "@example.org"));
        forbidden(probe(allowed + "/../x"));
        forbidden(probe(allowed + "/a,http://127.0.0.1:1/"));
    }

    @Test
    void probeWithoutTargetIsABadRequest() {
        given().get("/probe")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:keyvigil:problem:bad-request"));
        given().get("/probe?target=").then().statusCode(400);
    }

    private static Response probe(String issuer) {
        return given().queryParam("target", issuer).get("/probe");
    }

    private static void forbidden(Response response) {
        response.then().statusCode(403).body("type", equalTo("urn:keyvigil:problem:forbidden"));
    }
}
