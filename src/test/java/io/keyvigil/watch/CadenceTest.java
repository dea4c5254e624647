package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {

    private static final Instant START = Polls.START;

    @Test
    void unknownBeforeTheFirstSight() {
        assertThat(Cadence.of(TenantState.UNSEEN)).isEmpty();
    }

    @Test
    void twoArrivalsAreTooFew() {
        assertThat(Cadence.of(rotatedOnDays(30, 60))).isEmpty();
    }

    @Test
    void keysOfTheFirstSightDoNotCount() {
        assertThat(Cadence.of(Polls.after(fetched(key(1), key(2), key(3), key(4)))))
                .isEmpty();
    }

    @Test
    void keysThatArriveTogetherAreOneArrival() {
        // Given
        Polls polls = new Polls();
        polls.poll(fetched(key(0)));

        // When
        TenantState state = polls.poll(fetched(key(1), key(2), key(3))).after();

        // Then
        assertThat(Cadence.of(state)).isEmpty();
    }

    @Test
    void regularArrivalsGiveTheirInterval() {
        // When
        Cadence cadence = Cadence.of(rotatedOnDays(30, 60, 90)).orElseThrow();

        // Then
        assertThat(cadence.interval()).isEqualTo(Duration.ofDays(30));
        assertThat(cadence.spread()).isZero();
        assertThat(cadence.arrivals()).isEqualTo(3);
        assertThat(cadence.expectedNext()).isEqualTo(day(120));
    }

    @Test
    void oneEmergencyRotationDoesNotShiftTheMedian() {
        // When
        Cadence cadence = Cadence.of(rotatedOnDays(30, 60, 90, 95, 120, 150)).orElseThrow();

        // Then
        assertThat(cadence.interval()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void evenNumberOfIntervalsTakesTheMiddle() {
        // When
        Cadence cadence = Cadence.of(rotatedOnDays(10, 30, 60)).orElseThrow();

        // Then
        assertThat(cadence.interval()).isEqualTo(Duration.ofDays(25));
        assertThat(cadence.spread()).isEqualTo(Duration.ofDays(5));
    }

    @Test
    void relabelledKeyIsNoArrival() {
        // Given
        Polls polls = new Polls();
        polls.pollAt(START, fetched(key(0)));
        polls.pollAt(day(30), fetched(key(1)));
        polls.pollAt(day(60), fetched(key(2)));

        // When
        TenantState state = polls.pollAt(
                        day(70),
                        fetched(SigningKeys.ec("key-2").named("renamed").jwk()))
                .after();

        // Then
        assertThat(Cadence.of(state)).isEmpty();
    }

    /** Of 30 days the least spread is a day and a half, so the window is three days to either side. */
    @ParameterizedTest
    @CsvSource({"116, false", "117, true", "120, true", "123, true", "124, false"})
    void regularCadenceExpectsWithinADayAndAHalfTwice(int day, boolean expected) {
        // Given
        Cadence cadence = Cadence.of(rotatedOnDays(30, 60, 90)).orElseThrow();

        // When
        boolean around = cadence.expectedAround(day(day));

        // Then
        assertThat(around).isEqualTo(expected);
    }

    @Test
    void wideSpreadWidensTheWindow() {
        // Given
        Cadence cadence = new Cadence(Duration.ofDays(25), Duration.ofDays(5), 3, day(60));

        // When
        boolean early = cadence.expectedAround(day(75));
        boolean tooEarly = cadence.expectedAround(day(75).minusMillis(1));

        // Then
        assertThat(early).isTrue();
        assertThat(tooEarly).isFalse();
    }

    /** A tenant seen first at the start, whose only key is replaced on each of these days. */
    static TenantState rotatedOnDays(int... days) {
        Polls polls = new Polls();
        polls.pollAt(START, fetched(key(0)));
        int number = 0;
        for (int day : days) {
            polls.pollAt(day(day), fetched(key(++number)));
        }
        return polls.state();
    }

    static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static String key(int number) {
        return SigningKeys.ec("key-" + number).jwk();
    }
}
