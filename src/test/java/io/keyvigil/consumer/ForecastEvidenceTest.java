package io.keyvigil.consumer;

import static io.keyvigil.consumer.ForecastScene.text;
import static io.keyvigil.consumer.ForecastScene.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it changes to know which key signs, and how long keys overlapped. */
class ForecastEvidenceTest {

    private static final Instant WATCHED = time("01T00:00");
    private static final Instant CHANGE = time("10T10:00");
    private static final SigningKey OLD = SigningKeys.ec("old");
    private static final SigningKey NEW = SigningKeys.ec("new");
    private static final SigningKey STANDBY = SigningKeys.ec("standby");
    private static final SigningKey OF_ANOTHER_TYPE = SigningKeys.rsa("other type");

    @ParameterizedTest(name = "an overlap of {0}: {1}")
    @CsvSource({
        // token lifetime 1 h, leeway of the consumer 1 min
        "PT30M,    PT0S..PT1H1M certain",
        "PT59M59S, PT0S..PT1H1M certain",
        "PT1H,     PT0S..PT1H1M worst-case",
        "PT1H59S,  PT0S..PT1H1M worst-case",
        "PT1H1M,   none",
        "P5D,      none",
    })
    void overlapShorterThanTokensLive(Duration overlap, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE.minus(overlap), OLD, NEW)
                .publishes(CHANGE, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "last seen to sign {0} before it went: {1}")
    @CsvSource({
        "PT10M,  PT0S..PT1H1M certain",
        "PT59M,  PT0S..PT1H1M certain",
        "PT1H,   PT0S..PT1H1M worst-case",
        "PT1H1M, none",
    })
    void keyWasSeenToSignUntilShortlyBeforeItWent(Duration before, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE.minus(Duration.ofDays(5)), OLD, NEW)
                .signed(OLD, WATCHED, CHANGE.minus(before))
                .publishes(CHANGE, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "successor seen to sign {0} before: {1}")
    @CsvSource({
        // its tokens were gone by then
        "PT2H,  none",
        "PT1H1M, none",
        // the switch came between the last sight of the one and the first of the other
        "PT30M, PT0S..PT31M worst-case",
    })
    void successorWasSeenToSign(Duration before, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE.minus(Duration.ofDays(5)), OLD, NEW)
                .signed(OLD, WATCHED, CHANGE.minus(Duration.ofHours(3)))
                .signed(NEW, CHANGE.minus(before), CHANGE)
                .publishes(CHANGE, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo(expected);
    }

    @Test
    void keyOfAnotherTypeIsNoSuccessor() {
        // Given
        ForecastScene scene =
                new ForecastScene().publishes(WATCHED, OLD, OF_ANOTHER_TYPE).publishes(CHANGE, NEW, OF_ANOTHER_TYPE);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo("PT0S..PT1H1M certain");
    }

    @Test
    void standbyKeyTakesOverInGoodOrder() {
        // Given
        ForecastScene scene =
                new ForecastScene().publishes(WATCHED, OLD, STANDBY).publishes(CHANGE, STANDBY, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo("none");
    }

    @Test
    void keyThatWasThereBeforeUsCountsAsLongPublished() {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(CHANGE.minusSeconds(60), OLD, STANDBY)
                .publishes(CHANGE, STANDBY);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, CHANGE)).isEqualTo("none");
    }

    @Test
    void twoKeysThatSignSideBySideAreBothInUse() {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE, OLD, NEW)
                .signed(NEW, CHANGE.plusSeconds(60), CHANGE.plusSeconds(60))
                .signed(OLD, WATCHED, CHANGE.plusSeconds(240));

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE)).isEqualTo("PT0S..PT10M worst-case");
    }

    @Test
    void keyIsNotUsedWhileAnotherIsSeenToSign() {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE, OLD, NEW)
                .signed(OLD, WATCHED, CHANGE.plusSeconds(240));

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE)).isEqualTo("PT4M..PT10M worst-case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"envoy-jwt-authn", "quarkus-oidc", "static-keys"})
    void switchAfterTheCacheEndedHurtsOnlyWhoReadsOnce(String profile) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE, OLD, NEW)
                .signed(OLD, WATCHED, CHANGE.plusSeconds(600))
                .signed(NEW, CHANGE.plusSeconds(700), CHANGE.plusSeconds(800));

        // When
        ConsumerForecast forecast = scene.forecast(profile, CHANGE);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE))
                .isEqualTo(profile.equals("static-keys") ? "PT10M..forever certain" : "none");
    }

    @Test
    void signsOfAnotherTypeTellNothing() {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD, OF_ANOTHER_TYPE)
                .publishes(CHANGE, OLD, NEW, OF_ANOTHER_TYPE)
                .signed(OF_ANOTHER_TYPE, WATCHED, CHANGE.plusSeconds(240));

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE)).isEqualTo("PT0S..PT10M worst-case");
    }

    @Test
    void keyThatCameBackCountsFromThen() {
        // Given
        Instant back = CHANGE.plusSeconds(86_400);
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD, NEW)
                .publishes(CHANGE, OLD)
                .publishes(back, OLD, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", back);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, back)).isEqualTo("PT0S..PT10M worst-case");
    }

    @Test
    void materialUnderAnotherLabelIsStillTrustedRightly() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).publishes(CHANGE, OLD.named("renamed"));

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(text(ExposureCause.HOLDS_WITHDRAWN_KEY, forecast, CHANGE)).isEqualTo("none");
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, CHANGE)).isEqualTo("PT0S..PT10M worst-case");
    }

    @ParameterizedTest(name = "{0} after the withdrawal: {1}")
    @CsvSource({"PT0S, true", "PT10M, true", "PT10M0.001S, false"})
    void lastMomentOfAnExposureIsIncluded(Duration after, boolean exposed) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(CHANGE.minusSeconds(86_400), OLD, NEW)
                .publishes(CHANGE, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE.plus(after));

        // Then
        assertThat(forecast.exposedAt(CHANGE.plus(after))).isEqualTo(exposed);
        assertThat(forecast.hasExposure()).isEqualTo(exposed);
    }

    @Test
    void safeOnceTheLastExposureEnds() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).publishes(CHANGE, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("envoy-jwt-authn", CHANGE);

        // Then
        assertThat(forecast.safeAt()).contains(CHANGE.plus(Duration.ofMinutes(61)));
        assertThat(forecast.isEndless()).isFalse();
    }

    @Test
    void neverSafeByItselfWhereTheKeysAreReadOnce() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).publishes(CHANGE, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("static-keys", CHANGE.plus(Duration.ofDays(30)));

        // Then
        assertThat(forecast.isEndless()).isTrue();
        assertThat(forecast.safeAt()).isEmpty();
        assertThat(forecast.exposures())
                .allSatisfy(exposure -> assertThat(exposure.endedBy()).isEqualTo("a restart"));
    }
}
