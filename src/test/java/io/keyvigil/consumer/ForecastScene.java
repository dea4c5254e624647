package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.Validators;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A provider's story, told poll by poll, and forecasts at any moment of it. Polls take no time. */
public final class ForecastScene {

    /** The tokens of the scene's tenant live for one hour. */
    static final Tenant TENANT = Tenants.of("t");

    private static final Profiles PROFILES = Profiles.shipped();

    private final List<KeyEvent> events = new ArrayList<>();
    private final List<SigningEvidence> signing = new ArrayList<>();
    private TenantState state = TenantState.UNSEEN;
    private Optional<Duration> maxAge = Optional.empty();
    private Optional<ClockDrift> drift = Optional.empty();
    private Optional<ObservedCache> observed = Optional.empty();

    static Instant time(String text) {
        return Instant.parse("2026-03-" + text + ":00Z");
    }

    ForecastScene publishes(Instant at, SigningKey... keys) {
        return polled(at, Fetches.fetched(jwks(keys)));
    }

    ForecastScene publishesAfter(Duration took, Instant at, SigningKey... keys) {
        Exchange exchange = new Exchange(
                Fetches.JWKS_URI,
                at,
                took,
                200,
                1_000,
                "HTTP/1.1",
                Validators.NONE,
                CacheDirectives.NONE,
                Optional.empty(),
                Optional.empty());
        return polled(
                at,
                new FetchResult.Fetched(
                        Optional.empty(),
                        Optional.of(exchange),
                        Optional.empty(),
                        Optional.of(Fetches.document(jwks(keys))),
                        took));
    }

    ForecastScene fails(Instant at) {
        return polled(at, Fetches.failed(FetchFailure.values()[0]));
    }

    ForecastScene polled(Instant at, FetchResult result) {
        Transition transition = state.next(result, at, at);
        events.addAll(transition.events());
        state = transition.after();
        return this;
    }

    ForecastScene maxAge(Duration given) {
        maxAge = Optional.ofNullable(given);
        return this;
    }

    ForecastScene signed(SigningKey key, Instant first, Instant last) {
        signing.add(new SigningEvidence(identity(key).thumbprint().orElseThrow(), first, last));
        return this;
    }

    ForecastScene drift(Duration offset, Duration errorBound) {
        drift = Optional.of(new ClockDrift(offset, errorBound));
        return this;
    }

    ForecastScene observed(Instant at, SigningKey... held) {
        return observed(at, Arrays.stream(held).map(ForecastScene::identity).collect(Collectors.toSet()));
    }

    ForecastScene observed(Instant at, Set<KeyIdentity> held) {
        observed = Optional.of(new ObservedCache(held, at));
        return this;
    }

    TenantState state() {
        return state;
    }

    ProviderSituation situation(Instant now) {
        return new ProviderSituation(TENANT, state, events, maxAge, signing, drift, now);
    }

    ConsumerForecast forecast(String profile, Instant now) {
        return forecast(PROFILES.find(profile), now);
    }

    ConsumerForecast forecast(Optional<Profile> profile, Instant now) {
        return Forecast.of(situation(now)).of(consumer("app"), profile, observed);
    }

    static List<Profile> profiles() {
        return PROFILES.all();
    }

    static List<Exposure> of(ExposureCause cause, ConsumerForecast forecast) {
        return forecast.exposures().stream()
                .filter(exposure -> exposure.cause() == cause)
                .toList();
    }

    /** {@code none}, or for each exposure {@code from..until certainty}, offsets from {@code zero}; {@code forever}: no end. */
    static String text(ExposureCause cause, ConsumerForecast forecast, Instant zero) {
        String text = of(cause, forecast).stream()
                .map(exposure -> Duration.between(zero, exposure.from()) + ".."
                        + exposure.until()
                                .map(until -> Duration.between(zero, until).toString())
                                .orElse("forever")
                        + " " + exposure.certainty().code())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    public static KeyIdentity identity(SigningKey key) {
        return KeyIdentity.of(Fetches.document(key.jwk()).set().keys().get(0));
    }

    static JwkThumbprint thumbprint(SigningKey key) {
        return identity(key).thumbprint().orElseThrow();
    }

    static Consumer consumer(String id) {
        return new Consumer(
                new ConsumerId(id),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Optional.empty());
    }

    private static String[] jwks(SigningKey... keys) {
        return Arrays.stream(keys).map(SigningKey::jwk).toArray(String[]::new);
    }
}
