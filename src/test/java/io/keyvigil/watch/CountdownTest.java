package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountdownTest {

    private static final Instant START = Polls.START;
    private static final Duration DAY = Duration.ofDays(1);

    private final Polls polls = new Polls();
    private TenantState state = TenantState.UNSEEN;

    @Test
    void fallingMaxAgeTellsTheMomentOfTheNextKey() {
        // Given
        Instant end = START.plus(Duration.ofDays(46));
        poll(START, end, "a");
        poll(START.plus(DAY), end, "a");
        poll(START.plus(DAY.multipliedBy(2)), end, "a");

        // When
        poll(START.plus(DAY.multipliedBy(3)), end, "a");

        // Then
        NextRotation next = byCacheControl(START.plus(DAY.multipliedBy(3))).orElseThrow();
        assertThat(next.at()).isEqualTo(end);
        assertThat(next.earliest()).isEqualTo(end.minus(DAY));
        assertThat(next.latest()).isEqualTo(end.plus(DAY));
        assertThat(next.confidence()).isEqualTo(0.9);
    }

    @Test
    void threeAnswersAreTooFew() {
        // Given
        Instant end = START.plus(Duration.ofDays(46));

        // When
        pollsApart(START, DAY, 3, end);

        // Then
        assertThat(byCacheControl(START.plus(DAY.multipliedBy(3)))).isEmpty();
    }

    @Test
    void steadyMaxAgeIsNoCountdownAndCostsNothing() {
        // When
        for (int minute = 0; minute < 60; minute += 5) {
            Instant at = START.plus(Duration.ofMinutes(minute));
            poll(at, at.plus(DAY), "a");
        }

        // Then
        assertThat(state.countdown()).isSameAs(Countdown.NONE);
    }

    /** Google's key set: between 5 and 7 hours, as it comes. */
    @Test
    void varyingMaxAgeIsNoCountdown() {
        // When
        List<Integer> seconds = List.of(23_070, 22_482, 19_269, 20_488, 19_551, 23_465, 23_408, 18_509);
        for (int i = 0; i < seconds.size(); i++) {
            Instant at = START.plus(Duration.ofMinutes(5L * i));
            poll(at, at.plusSeconds(seconds.get(i)), "a");
        }

        // Then
        assertThat(byCacheControl(START.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void withdrawnKeyDoesNotStopTheCountdown() {
        // Given
        Instant end = START.plus(Duration.ofDays(46));
        poll(START, end, "a", "b");
        poll(START.plus(DAY), end, "a", "b");
        poll(START.plus(DAY.multipliedBy(2)), end, "a");

        // When
        poll(START.plus(DAY.multipliedBy(3)), end, "a");

        // Then
        assertThat(state.countdown().recognised()).isTrue();
    }

    @Test
    void keyAtTheEndConfirmsTheCountdown() {
        // Given
        Instant end = START.plus(Duration.ofDays(5));
        pollsApart(START, DAY, 5, end);

        // When
        poll(end.plusSeconds(600), end.plus(Duration.ofDays(90)), "a", "b");

        // Then
        assertThat(state.countdown().kept()).isEqualTo(1);
        assertThat(state.countdown().broken()).isZero();
    }

    @Test
    void keyThatComesALittleAfterTheRestartConfirmsToo() {
        // Given
        Instant end = START.plus(Duration.ofDays(5));
        pollsApart(START, DAY, 5, end);
        poll(end.plusSeconds(60), end.plus(Duration.ofDays(5)), "a");

        // When
        poll(end.plus(Duration.ofHours(2)), end.plus(Duration.ofDays(5)), "a", "b");

        // Then
        assertThat(state.countdown().kept()).isEqualTo(1);
    }

    /** An edge cache that tells how long its own copy lives. */
    @Test
    void countdownThatEndsWithoutAKeyIsNotBelievedAgain() {
        // Given
        Instant end = START.plus(Duration.ofHours(1));
        pollsApart(START, Duration.ofMinutes(10), 6, end);
        boolean announced = byCacheControl(START.plus(Duration.ofMinutes(50))).isPresent();

        // When
        pollsApart(end.plusSeconds(10), Duration.ofMinutes(10), 5, end.plus(Duration.ofHours(1)));

        // Then
        assertThat(announced).isTrue();
        assertThat(state.countdown().broken()).isEqualTo(1);
        assertThat(byCacheControl(end.plus(Duration.ofMinutes(40)))).isEmpty();
    }

    @Test
    void restartInTheMiddleIsNotBelievedAgain() {
        // Given
        Instant end = START.plus(Duration.ofHours(10));
        pollsApart(START, Duration.ofMinutes(10), 6, end);

        // When
        Instant later = START.plus(Duration.ofHours(1));
        poll(later, later.plus(Duration.ofHours(15)), "a");

        // Then
        assertThat(state.countdown().broken()).isEqualTo(1);
    }

    /** Okta moved its schedule by a day in the middle of a countdown. */
    @Test
    void movedByADayItIsRecognisedAnew() {
        // Given
        Instant end = START.plus(Duration.ofDays(46));
        pollsApart(START, DAY, 5, end);

        // When
        pollsApart(START.plus(DAY.multipliedBy(5)), DAY, 5, end.plus(DAY));

        // Then
        assertThat(state.countdown().broken()).isZero();
        assertThat(byCacheControl(START.plus(DAY.multipliedBy(9))).orElseThrow().at())
                .isEqualTo(end.plus(DAY));
    }

    @Test
    void nothingIsToldLongAfterTheEnd() {
        // Given
        Instant end = START.plus(Duration.ofDays(5));

        // When
        pollsApart(START, DAY, 5, end);

        // Then
        assertThat(byCacheControl(end.plus(DAY).plusSeconds(1))).isEmpty();
    }

    private void pollsApart(Instant from, Duration apart, int times, Instant end) {
        for (int i = 0; i < times; i++) {
            poll(from.plus(apart.multipliedBy(i)), end, "a");
        }
    }

    private void poll(Instant at, Instant expiry, String... keys) {
        String[] jwks =
                List.of(keys).stream().map(name -> SigningKeys.ec(name).jwk()).toArray(String[]::new);
        CacheDirectives cache =
                new CacheDirectives(Optional.of(Duration.between(at, expiry)), false, false, false, Optional.empty());
        Exchange plain = Fetches.exchange(200);
        Exchange exchange = new Exchange(
                plain.uri(),
                at,
                plain.took(),
                plain.status(),
                plain.bytes(),
                plain.protocol(),
                plain.validators(),
                cache,
                Optional.empty(),
                Optional.empty());
        state = polls.pollAt(
                        at,
                        new FetchResult.Fetched(
                                Optional.empty(),
                                Optional.of(exchange),
                                Optional.empty(),
                                Optional.of(Fetches.document(jwks)),
                                plain.took()))
                .after();
    }

    private Optional<NextRotation> byCacheControl(Instant now) {
        return RotationForecast.of(state, now).stream()
                .filter(next -> next.basis() == NextRotation.Basis.CACHE_CONTROL)
                .findFirst();
    }
}
