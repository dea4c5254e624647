package io.keyvigil.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.consumer.ForecastScene;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheStateTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final KeyIdentity KEY = ForecastScene.identity(SigningKeys.ec("a"));
    private static final CacheAnswer FAILED = new CacheAnswer.Failed(FetchFailure.NOT_JSON, "HTML");
    private static final CacheAnswer READ = new CacheAnswer.Read(Set.of(KEY), true);

    @Test
    void readingTellsWhatIsHeld() {
        // When
        CacheState state = CacheState.UNREAD.next(READ, START);

        // Then
        assertThat(state.held()).contains(new ObservedCache(Set.of(KEY), START));
        assertThat(state.holdsPrivateKeys()).isTrue();
        assertThat(state.lastAttempt()).contains(START);
        assertThat(state.lastSuccess()).contains(START);
        assertThat(state.failure()).isEmpty();
    }

    @Test
    void failureChangesNothingOfWhatWasSeen() {
        // Given
        CacheState seen = CacheState.UNREAD.next(READ, START);

        // When
        CacheState state = seen.next(FAILED, START.plus(EVERY));

        // Then
        assertThat(state.held()).isEqualTo(seen.held());
        assertThat(state.lastSuccess()).contains(START);
        assertThat(state.failure()).contains(new CacheFailure(FetchFailure.NOT_JSON, "HTML", START.plus(EVERY), 1));
    }

    @Test
    void successEndsTheFailures() {
        // Given
        CacheState failing = CacheState.UNREAD.next(FAILED, START).next(FAILED, START.plus(EVERY));

        // When
        CacheState state = failing.next(READ, START.plusSeconds(300));

        // Then
        assertThat(failing.failure().orElseThrow().count()).isEqualTo(2);
        assertThat(state.failure()).isEmpty();
    }

    @Test
    void unreadCacheIsDue() {
        // When
        boolean due = CacheState.UNREAD.isDue(EVERY, START);

        // Then
        assertThat(due).isTrue();
    }

    @ParameterizedTest(name = "after {0} failures, {1} s later: {2}")
    @CsvSource({
        "0, 59, false",
        "0, 60, true",
        "1, 59, false",
        "1, 60, true",
        "2, 119, false",
        "2, 120, true",
        "4, 479, false",
        "4, 480, true",
        "90, 479, false",
        "90, 480, true",
        "4, -1, true",
    })
    void failuresMakeItPatient(int failures, long seconds, boolean due) {
        // Given
        CacheState state = CacheState.UNREAD.next(READ, START);
        for (int i = 0; i < failures; i++) {
            state = state.next(FAILED, START);
        }

        // When
        boolean asked = state.isDue(EVERY, START.plusSeconds(seconds));

        // Then
        assertThat(asked).isEqualTo(due);
    }
}
