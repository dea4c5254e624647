package io.keyvigil.consumer;

import static io.keyvigil.consumer.ForecastScene.identity;
import static io.keyvigil.consumer.ForecastScene.text;
import static io.keyvigil.consumer.ForecastScene.thumbprint;
import static io.keyvigil.consumer.ForecastScene.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Profiles;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was seen in a cache stands above what its profile makes expect. */
class ObservedForecastTest {

    private static final Instant WATCHED = time("01T00:00");
    private static final Instant CHANGE = time("10T10:00");
    private static final Instant SEEN = CHANGE.plusSeconds(300);
    private static final SigningKey OLD = SigningKeys.ec("old");
    private static final SigningKey NEW = SigningKeys.ec("new");
    private static final SigningKey OLD_REPLACED = SigningKeys.ec("replaced").named("old");

    private static ForecastScene rotated() {
        return new ForecastScene().publishes(WATCHED, OLD).publishes(CHANGE, NEW);
    }

    @Test
    void cacheThatHoldsTheNewKeyIsNotExposed() {
        // Given
        ForecastScene scene = rotated().observed(SEEN, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("static-keys", SEEN);

        // Then
        assertThat(forecast.exposures()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, seen {1} s after the rotation: {2}")
    @CsvSource({
        "envoy-jwt-authn, 300, PT0S..PT10M certain",
        "envoy-jwt-authn, 601, PT0S..forever certain",
        "quarkus-oidc,    300, PT0S..PT10M worst-case",
        "quarkus-oidc,    601, none",
        "go-oidc-v3,      601, none",
        "static-keys,     601, PT0S..forever certain",
        ",                300, PT0S..forever certain",
    })
    void cacheThatLacksTheNewKey(String profile, long seconds, String expected) {
        // Given
        Instant seen = CHANGE.plusSeconds(seconds);
        ForecastScene scene = rotated().observed(seen, OLD);

        // When
        ConsumerForecast forecast =
                scene.forecast(Optional.ofNullable(profile).flatMap(Profiles.shipped()::find), seen);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, seen {1} s after the withdrawal: {2}")
    @CsvSource({
        "envoy-jwt-authn, 300, PT0S..PT10M certain",
        "envoy-jwt-authn, 601, PT0S..forever certain",
        "quarkus-oidc,    300, PT0S..forever certain",
        ",                300, PT0S..forever certain",
    })
    void cacheThatHoldsTheWithdrawnKey(String profile, long seconds, String expected) {
        // Given
        Instant seen = CHANGE.plusSeconds(seconds);
        ForecastScene scene = rotated().observed(seen, OLD, NEW);

        // When
        ConsumerForecast forecast =
                scene.forecast(Optional.ofNullable(profile).flatMap(Profiles.shipped()::find), seen);

        // Then
        assertThat(text(ExposureCause.HOLDS_WITHDRAWN_KEY, forecast, CHANGE)).isEqualTo(expected);
    }

    @Test
    void cacheThatDroppedTheKeyRejectsItsLivingTokens() {
        // Given
        ForecastScene scene = rotated().observed(SEEN, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("spring-reactive", SEEN);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo("PT0S..PT1H1M certain");
    }

    @Test
    void cacheThatHoldsTheKeyAcceptsItsTokensSoFar() {
        // Given
        ForecastScene scene = rotated().observed(SEEN, OLD, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", SEEN);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo("PT5M..PT1H1M worst-case");
    }

    @Test
    void cacheThatMissedTheKeyBeforeTheProviderWent() {
        // Given
        Instant wentAt = CHANGE.plusSeconds(3_600);
        ForecastScene scene = rotated().fails(wentAt).observed(wentAt.plusSeconds(60), OLD);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", wentAt.plusSeconds(60));

        // Then
        assertThat(ForecastScene.of(ExposureCause.MISSING_NEW_KEY, forecast))
                .extracting(Exposure::endedBy)
                .containsExactly("the provider's recovery and its next fetch");
    }

    @Test
    void keyPublishedLaterIsNotLacking() {
        // Given
        ForecastScene scene = rotated();

        // When
        List<ObservedKey> lacking =
                new ObservedCache(Set.of(identity(OLD)), CHANGE.minusSeconds(1)).lacking(scene.state());

        // Then
        assertThat(lacking).isEmpty();
    }

    @Test
    void cacheWithOtherMaterialUnderTheKid() {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE, OLD_REPLACED)
                .observed(SEEN, OLD);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", SEEN);

        // Then
        assertThat(text(ExposureCause.MATERIAL_REPLACED, forecast, CHANGE)).isEqualTo("PT0S..PT10M certain");
    }

    @Test
    void whatWasSeenBeforeTheChangeSaysNothingOfIt() {
        // Given
        ForecastScene scene = rotated().observed(CHANGE.minusSeconds(60), OLD);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE)).isEqualTo("PT0S..PT10M worst-case");
    }

    @Test
    void keyOfTheFirstSightIsMissedToo() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD, NEW).observed(SEEN, OLD);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", SEEN);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, WATCHED)).isEqualTo("PT0S..forever worst-case");
        assertThat(ForecastScene.of(ExposureCause.MISSING_NEW_KEY, forecast)
                        .get(0)
                        .key())
                .contains(identity(NEW));
    }

    @Test
    void cacheReadDuringTheOutageHasNotRunOut() {
        // Given
        ForecastScene scene =
                new ForecastScene().publishes(WATCHED, OLD).fails(CHANGE).observed(CHANGE.plusSeconds(240), OLD);

        // When
        ConsumerForecast forecast = scene.forecast("nimbus-jwksource", CHANGE.plusSeconds(240));

        // Then
        assertThat(text(ExposureCause.PROVIDER_UNREACHABLE, forecast, CHANGE))
                .isEqualTo("PT4M..PT5M worst-case, PT5M..forever certain");
    }

    @Test
    void kidsAloneTellWhatIsHeld() {
        // Given
        ForecastScene scene = rotated();
        ObservedCache cache = new ObservedCache(Set.of(new KeyIdentity(Optional.of("old"), Optional.empty())), SEEN);

        // When
        List<ObservedKey> lacking = cache.lacking(scene.state());
        List<ObservedKey> withdrawn = cache.withdrawnHeld(scene.state());

        // Then
        assertThat(lacking).extracting(ObservedKey::identity).containsExactly(identity(NEW));
        assertThat(withdrawn).extracting(ObservedKey::identity).containsExactly(identity(OLD));
    }

    @ParameterizedTest(name = "kid {0}, thumbprint {1}: {2}")
    @CsvSource({
        "old, old, true",
        "old, ,    true",
        ",    old, true",
        "new, old, false",
        "old, new, false",
        ",    new, false",
        ",    ,    false",
    })
    void keyIsHeldWhereAllThatIsToldAgrees(String kid, String thumbprint, boolean held) {
        // Given
        Optional<SigningKey> material = Optional.ofNullable(thumbprint).map(name -> name.equals("old") ? OLD : NEW);
        KeyIdentity told = new KeyIdentity(Optional.ofNullable(kid), material.map(key -> thumbprint(key)));

        // When
        boolean holds = new ObservedCache(Set.of(told), SEEN).holds(identity(OLD));

        // Then
        assertThat(holds).isEqualTo(held);
    }
}
