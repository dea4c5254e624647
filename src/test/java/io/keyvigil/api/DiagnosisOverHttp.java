package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.keyvigil.diagnosis.SituationWorld;
import io.keyvigil.testing.FakeProvider;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings the watched tenants into the state of the situations: keys come and go, a provider goes away. */
final class DiagnosisOverHttp {

    private static final AtomicBoolean READY = new AtomicBoolean();

    private DiagnosisOverHttp() {}

    static SituationWorld world() {
        if (READY.compareAndSet(false, true)) {
            SituationProviders.PROVIDERS.forEach((tenant, provider) -> {
                if (SituationWorld.JWKS.containsKey(tenant)) {
                    polled(tenant);
                }
            });
            SituationProviders.PROVIDERS
                    .get("contoso")
                    .publish(SituationWorld.JWKS.get("contoso").get(1));
            polledAnew("contoso");
            SituationProviders.PROVIDERS.get("fading").answerStatus(503);
        }
        FakeProvider advertiser = SituationProviders.PROVIDERS.get("advertiser");
        return new SituationWorld(Instant.ofEpochSecond(Instant.now().getEpochSecond()), advertiser.issuer());
    }

    /** The first poll of all comes with the start. */
    private static void polled(String tenant) {
        await().atMost(10, SECONDS).until(() -> has(tenant));
    }

    private static boolean has(String tenant) {
        return given().get("/api/v1/tenants/" + tenant + "/keys")
                        .jsonPath()
                        .getList("items")
                        .size()
                > 0;
    }

    private static void polledAnew(String tenant) {
        await().atMost(10, SECONDS)
                .until(() -> given().post("/api/v1/tenants/" + tenant + "/poll").statusCode() == 200);
    }

    static Response post(String json) {
        return given().contentType("application/json")
                .accept("application/json")
                .body(json)
                .post("/diagnose");
    }
}
