package io.keyvigil.cache;

import static io.keyvigil.testing.ConsumersOfTests.modelled;
import static io.keyvigil.testing.ConsumersOfTests.showing;
import static io.keyvigil.testing.ConsumersOfTests.watchList;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.consumer.ForecastScene;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.CachedKeys;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheWatchTest {

    private static final KeyIdentity KEY = ForecastScene.identity(SigningKeys.ec("a"));
    private static final ConsumerId APP = new ConsumerId("app");

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final List<CachedKeys> asked = new ArrayList<>();
    private final List<CacheState> heard = new ArrayList<>();
    private CacheAnswer answer = new CacheAnswer.Read(Set.of(KEY), false);
    private final CacheWatch watch = watch(Runnable::run);
    private WatchList current = WatchList.EMPTY;

    private CacheWatch watch(Executor executor) {
        CacheClient client = place -> {
            asked.add(place);
            return answer;
        };
        return new CacheWatch(client, List.of((consumer, before, after) -> heard.add(after)), clock, executor);
    }

    private void follow(Consumer... consumers) {
        WatchList next = watchList(List.of("a"), consumers);
        watch.changed(current, next);
        current = next;
    }

    @Test
    void cacheIsReadAtOnceAndThenAsOftenAsWritten() {
        // Given
        follow(showing("app", "http://127.0.0.1/keys"), modelled("other", "jose4j"));

        // When
        watch.readDue();
        watch.readDue();
        clock.advance(Duration.ofSeconds(60));
        watch.readDue();

        // Then
        assertThat(asked).hasSize(2);
        assertThat(watch.observation(APP))
                .contains(new CacheObservation(new ObservedCache(Set.of(KEY), clock.instant()), CacheSource.URL));
        assertThat(watch.state(new ConsumerId("other"))).isEmpty();
    }

    @Test
    void failureIsAStateAndToldToListeners() {
        // Given
        follow(showing("app", "http://127.0.0.1/keys"));
        answer = new CacheAnswer.Failed(FetchFailure.TIMEOUT, "too slow");

        // When
        watch.readDue();

        // Then
        assertThat(watch.observation(APP)).isEmpty();
        assertThat(heard).containsExactly(watch.state(APP).orElseThrow());
        assertThat(heard.get(0).failure().orElseThrow().reason()).isEqualTo(FetchFailure.TIMEOUT);
    }

    @Test
    void clientThatBreaksIsAskedAgain() {
        // Given
        CacheClient broken = place -> {
            asked.add(place);
            throw new IllegalStateException("a defect");
        };
        CacheWatch breaking = new CacheWatch(broken, List.of(), clock, Runnable::run);
        breaking.changed(WatchList.EMPTY, watchList(List.of("a"), showing("app", "http://127.0.0.1/keys")));

        // When
        breaking.readDue();
        breaking.readDue();

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void readingInFlightIsNotBegunAgain() {
        // Given
        List<Runnable> begun = new ArrayList<>();
        CacheWatch slow = watch(begun::add);
        slow.changed(WatchList.EMPTY, watchList(List.of("a"), showing("app", "http://127.0.0.1/keys")));

        // When
        slow.readDue();
        slow.readDue();

        // Then
        assertThat(begun).hasSize(1);
    }

    @Test
    void noMoreThanSixteenAreInFlight() {
        // Given
        List<Runnable> begun = new ArrayList<>();
        CacheWatch slow = watch(begun::add);
        Consumer[] many = IntStream.range(0, 40)
                .mapToObj(i -> showing("app-" + i, "http://127.0.0.1/" + i))
                .toArray(Consumer[]::new);
        slow.changed(WatchList.EMPTY, watchList(List.of("a"), many));
        slow.readDue();
        begun.subList(0, 10).forEach(Runnable::run);

        // When
        slow.readDue();

        // Then: ten places were free again
        assertThat(begun).hasSize(26);
    }

    @Test
    void cacheThatWaitedLongestIsReadFirst() {
        // Given: twenty are due, and sixteen of them were read just now
        List<Runnable> begun = new ArrayList<>();
        CacheWatch slow = watch(begun::add);
        Consumer[] many = IntStream.range(0, 20)
                .mapToObj(i -> showing("app-" + i, "http://127.0.0.1/" + i))
                .toArray(Consumer[]::new);
        slow.changed(WatchList.EMPTY, watchList(List.of("a"), many));
        slow.readDue();
        begun.forEach(Runnable::run);
        clock.advance(Duration.ofMinutes(1));
        begun.clear();

        // When
        slow.readDue();
        begun.forEach(Runnable::run);

        // Then
        assertThat(asked.stream().distinct()).hasSize(20);
    }

    @Test
    void consumerThatLeftIsForgotten() {
        // Given
        follow(showing("app", "http://127.0.0.1/keys"));
        watch.readDue();

        // When
        follow();

        // Then
        assertThat(watch.state(APP)).isEmpty();
        assertThat(watch.observation(APP)).isEmpty();
    }

    @Test
    void cacheAtAnotherPlaceIsAnotherCache() {
        // Given
        follow(showing("app", "http://127.0.0.1/keys"));
        watch.readDue();

        // When
        follow(showing("app", "http://127.0.0.1/other"));

        // Then
        assertThat(watch.state(APP)).contains(CacheState.UNREAD);
    }

    @Test
    void otherIntervalForgetsNothing() {
        // Given
        follow(showing("app", "http://127.0.0.1/keys"));
        watch.readDue();
        CachedKeys rarely = new CachedKeys(Optional.of("http://127.0.0.1/keys"), Optional.empty(), Duration.ofHours(1));
        Consumer app = showing("app", "http://127.0.0.1/keys");

        // When
        follow(new Consumer(
                app.id(),
                app.profile(),
                app.overrides(),
                Optional.of(rarely),
                app.issuer(),
                app.audiences(),
                app.algorithms(),
                app.leeway()));
        clock.advance(Duration.ofMinutes(59));
        watch.readDue();

        // Then
        assertThat(asked).hasSize(1);
        assertThat(watch.observation(APP)).isPresent();
    }
}
