package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyHistory.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clock went ahead by a day, polls were made by it, and it was set back. */
class ClockSetBackTest {

    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Instant BACK = Polls.START.plus(Duration.ofHours(1));

    private final Polls polls = new Polls();

    @Test
    void keysThatCameAndWentAheadAreSeenNoLaterThanNow() {
        // Given
        polls.pollAt(Polls.START, fetched(key("a")));
        polls.pollAt(Polls.START.plus(AHEAD), fetched(key("b")));

        // When
        Transition back = polls.pollAt(BACK, fetched(key("b")));

        // Then
        assertThat(times(back.after())).allMatch(time -> !time.isAfter(BACK));
        assertThat(back.after().lastRotation()).contains(BACK);
        assertThat(back.after().keys()).extracting(ObservedKey::firstSeen).containsExactly(BACK, Polls.START);
        assertThat(back.corrected()).contains(BACK);
        assertThat(back.memorable()).isTrue();
    }

    @Test
    void nextRotationIsExpectedByTheCorrectedTimes() {
        // Given
        Duration apart = Duration.ofHours(2);
        for (int rotation = 0; rotation < 4; rotation++) {
            polls.pollAt(Polls.START.plus(apart.multipliedBy(rotation)), fetched(key("k" + rotation)));
        }
        Instant last = Polls.START.plus(apart.multipliedBy(4));
        polls.pollAt(last.plus(AHEAD), fetched(key("k4")));

        // When
        polls.pollAt(last.plusSeconds(60), fetched(key("k4")));

        // Then
        NextRotation next =
                RotationForecast.of(polls.state(), last.plusSeconds(60)).get(0);
        assertThat(next.at()).isBetween(last.plus(apart), last.plus(apart).plusSeconds(60));
    }

    @Test
    void failuresAheadAreCorrectedByAFailureToo() {
        // Given
        polls.pollAt(Polls.START, fetched(key("a")));
        polls.pollAt(Polls.START.plus(AHEAD), failed(FetchFailure.DNS));

        // When
        Transition back = polls.pollAt(BACK, failed(FetchFailure.CONNECT));

        // Then
        assertThat(times(back.after())).allMatch(time -> !time.isAfter(BACK));
        assertThat(back.after().health().failures()).isEqualTo(2);
    }

    @Test
    void pollThatBeganBeforeTheStepCountsFromItsEnd() {
        // When
        Transition poll = TenantState.UNSEEN.next(fetched(key("a")), BACK.plus(AHEAD), BACK);

        // Then
        assertThat(poll.after().health().lastAttempt()).contains(BACK);
    }

    @Test
    void clocksThatDifferByLittleAreNotCorrected() {
        // Given
        polls.pollAt(Polls.START.plusMillis(900), fetched(key("a")));

        // When
        Transition back = polls.pollAt(Polls.START, fetched(key("a")));

        // Then
        assertThat(back.corrected()).isEmpty();
    }

    @Test
    void eventsThatWaitForTheHistoryAreCorrectedToo() {
        // Given
        Instant later = Polls.START.plus(AHEAD);
        polls.pollAt(Polls.START, fetched(key("a")));
        Entry waiting = Entries.of(Tenants.of("a"), 1, polls.pollAt(later, fetched(key("b"))));

        // When
        Entry joined = Entries.joined(waiting, Entries.of(Tenants.of("a"), 2, polls.pollAt(BACK, fetched(key("b")))));

        // Then
        assertThat(waiting.events()).isNotEmpty().extracting(KeyEvent::at).containsOnly(later);
        assertThat(joined.events()).isNotEmpty().extracting(KeyEvent::at).containsOnly(BACK);
        assertThat(joined.corrected()).contains(BACK);
    }

    private static List<Instant> times(TenantState state) {
        PollHealth health = state.health();
        return Stream.of(
                        state.keys().stream().map(ObservedKey::firstSeen),
                        state.keys().stream()
                                .flatMap(key -> key.withdrawal().stream())
                                .flatMap(end -> Stream.of(end.lastSeen(), end.at())),
                        state.recentEvents().stream().map(KeyEvent::at),
                        Stream.of(
                                        state.watchedSince(),
                                        state.lastRotation(),
                                        health.lastAttempt(),
                                        health.lastSuccess(),
                                        health.lastFailure().map(PollFailure::at))
                                .flatMap(Optional::stream))
                .flatMap(times -> times)
                .toList();
    }

    private static String key(String kid) {
        return SigningKeys.ec(kid).jwk();
    }
}
