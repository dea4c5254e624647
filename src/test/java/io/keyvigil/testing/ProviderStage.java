package io.keyvigil.testing;

import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyWatch;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A provider that answers over HTTP, and the running service that watches it, polled and aged by hand. */
public record ProviderStage(
        FakeProvider provider, TenantId tenant, KeyWatch watch, RiskWatch risks, MutableClock clock) {

    /** RSA keys of these kids, which the service reads now. */
    public ProviderStage publishes(String... kids) {
        provider.publish(Arrays.stream(kids).map(SigningKeys::rsa).toArray(SigningKey[]::new));
        return polls();
    }

    public ProviderStage publishesKeys(String... jwks) {
        provider.publish("{\"keys\":[" + String.join(",", jwks) + "]}");
        return polls();
    }

    public ProviderStage names(String issuer) {
        provider.discover(issuer, provider.jwksUri());
        return polls();
    }

    public ProviderStage sends(String header, String value) {
        provider.header(header, value);
        return this;
    }

    public ProviderStage takes(Duration time) {
        provider.answerSlowly(time);
        return this;
    }

    public ProviderStage goesDown() {
        provider.goDown();
        return this;
    }

    public ProviderStage comesBack() {
        provider.comeBack();
        return this;
    }

    public ProviderStage polls() {
        watch.poll(watch.find(tenant).orElseThrow());
        return this;
    }

    /** {@code legacy} reports that it holds the keys of these kids. */
    public ProviderStage reports(String... kids) {
        String body = Arrays.stream(kids).collect(Collectors.joining("\",\"", "{\"kids\":[\"", "\"]}"));
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .put("/api/v1/consumers/legacy/cached-keys/" + tenant)
                .then()
                .statusCode(204);
        risks.assessAll();
        return this;
    }

    /** Time passes; who is due then is polled when the service gets to it. */
    public ProviderStage passes(Duration time) {
        clock.advance(time);
        risks.assessAll();
        return this;
    }

    public Instant in(Duration time) {
        return clock.instant().plus(time);
    }
}
