package io.keyvigil.real;

import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.Forecast;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.consumer.SigningEvidence;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.profile.Profiles;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.provider.Round;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Keyvigil knows of a {@link Stage}: what its polls brought, and which key a canary's tokens were signed with. */
final class StageWatch {

    /** How long the provider's tokens are said to live. */
    static final Duration TOKEN_LIFETIME = Duration.ofSeconds(12);

    private static final Profiles PROFILES = Profiles.shipped();

    private final ProviderClient client;
    private final Tenant tenant;
    private final List<KeyEvent> events = new ArrayList<>();
    private final Map<JwkThumbprint, SigningEvidence> signing = new LinkedHashMap<>();
    private TenantState state = TenantState.UNSEEN;

    StageWatch(ProviderClient client, String jwksUri) {
        this.client = client;
        this.tenant = new Tenant(
                new TenantId("stage"),
                new KeySource.JwksUri(jwksUri),
                Optional.of(StageTokens.ISSUER),
                List.of(),
                List.of(),
                JwsAlgorithm.asymmetric(),
                Optional.empty(),
                Duration.ofSeconds(1),
                TOKEN_LIFETIME,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    void poll(SigningKey canary) {
        Instant attemptedAt = Instant.now();
        FetchResult result = client.fetch(tenant, state.known(), new Round());
        Instant now = Instant.now();
        Transition transition = state.next(result, attemptedAt, now);
        state = transition.after();
        events.addAll(transition.events());
        JwkThumbprint signs = thumbprint(canary);
        Instant first = Optional.ofNullable(signing.get(signs))
                .map(SigningEvidence::firstSeen)
                .orElse(now);
        signing.put(signs, new SigningEvidence(signs, first, now));
    }

    ConsumerForecast forecast(Consumer consumer) {
        ProviderSituation situation =
                ProviderSituation.of(tenant, state, events, Instant.now()).withSigning(List.copyOf(signing.values()));
        return Forecast.of(situation).of(consumer, consumer.profileFrom(PROFILES), Optional.empty());
    }

    private static JwkThumbprint thumbprint(SigningKey key) {
        return Fetches.document(key.jwk()).set().keys().get(0).thumbprint().orElseThrow();
    }
}
