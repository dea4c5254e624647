package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.consumer.Certainty;
import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as agreement between a forecast and a validator. Seconds from the provider's change. */
class ComparisonTest {

    private static final Instant ZERO = Instant.parse("2026-03-01T00:00:00Z");
    private static final int LASTS = 20;

    @ParameterizedTest(name = "foretold {0}..{1} {2}, rejected {3}..{4}: {5}")
    @CsvSource({
        // within it, to its edges and a little beyond
        "0, 8, WORST_CASE, 1, 6,  true",
        "0, 8, WORST_CASE, 0, 9,  true",
        "4, 8, WORST_CASE, 3, 8,  true",
        // before it, after it
        "4, 8, WORST_CASE, 2, 6,  false",
        "0, 8, WORST_CASE, 1, 10, false",
        // a worst case need not come
        "0, 8, WORST_CASE, ,  ,   true",
        // what is certain must, at some time of it
        "0, 8, CERTAIN,    ,  ,   false",
        "0, 8, CERTAIN,    5, 6,  true",
        // for ever
        "4, ,  CERTAIN,    5, 19, true",
        "4, ,  CERTAIN,    ,  ,   false",
    })
    void agreesWhereWhatHappenedWasForetoldAndWhatWasCertainHappened(
            int from, Integer until, Certainty certainty, Integer rejectsFrom, Integer rejectsUntil, boolean agrees) {
        // Given
        Observations observations = new Observations();
        observations.foretold(forecast(exposure(from, until, certainty)), at(0));
        observations.ended(at(LASTS));
        answer(observations, rejectsFrom, rejectsUntil);

        // When
        Comparison comparison = ofGoodTokens(observations);

        // Then
        assertThat(comparison.agrees()).isEqualTo(agrees);
    }

    @Test
    void rejectionThatNobodyForetoldIsNoAgreement() {
        // Given
        Observations observations = new Observations();
        observations.foretold(forecast(), at(0));
        observations.ended(at(LASTS));
        answer(observations, 3, 3);

        // When
        Comparison comparison = ofGoodTokens(observations);

        // Then
        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.toString()).contains("| none ").endsWith("NO: from 3.0 not foretold: expired");
    }

    @Test
    void forecastIsInForceUntilTheNextOne() {
        // Given
        Observations observations = new Observations();
        observations.foretold(forecast(exposure(0, null, Certainty.WORST_CASE)), at(0));
        observations.foretold(forecast(), at(10));
        observations.ended(at(LASTS));
        answer(observations, 1, 12);

        // When
        Comparison comparison = ofGoodTokens(observations);

        // Then
        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.toString()).endsWith("NO: from 12.0 not foretold: expired");
    }

    private static void answer(Observations observations, Integer rejectsFrom, Integer rejectsUntil) {
        for (int second = 0; second < LASTS; second++) {
            boolean rejects = rejectsFrom != null && second >= rejectsFrom && second <= rejectsUntil;
            Optional<String> rejection = rejects ? Optional.of("expired") : Optional.empty();
            observations.ofGoodToken(new Answer(at(second), at(second), rejection));
        }
    }

    private static Comparison ofGoodTokens(Observations observations) {
        ValidatorKind kind = ValidatorKind.ofJava().get(0);
        return Comparison.of(kind, Rotation.SIGNS_AT_ONCE, ZERO, observations).get(0);
    }

    private static ConsumerForecast forecast(Exposure... exposures) {
        return new ConsumerForecast(new ConsumerId("app"), new TenantId("t"), List.of(exposures));
    }

    private static Exposure exposure(int from, Integer until, Certainty certainty) {
        return new Exposure(
                ExposureCause.MISSING_NEW_KEY,
                Optional.empty(),
                at(from),
                Optional.ofNullable(until).map(ComparisonTest::at),
                certainty,
                "why",
                "what ends it");
    }

    private static Instant at(int second) {
        return ZERO.plusSeconds(second);
    }
}
