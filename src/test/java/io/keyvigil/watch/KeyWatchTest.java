package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Tenants.watchList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyWatchTest {

    private static final Tenant A = Tenants.of("a");
    private static final Tenant B = Tenants.of("b");
    private static final Duration EVERY = Tenant.DEFAULT_POLL_EVERY;

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final FakeProviderClient provider = new FakeProviderClient();
    private final FakeKeyHistory history = new FakeKeyHistory();
    private final HistoryKeeper keeper = new HistoryKeeper(history, Runnable::run);
    private final List<Transition> heard = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KeyWatch watch = watch(Runnable::run, 4);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void newTenantsArePolledAtOnceAndThenWhenDue() {
        // Given
        watching(A, B);

        // When
        watch.pollDue();
        watch.pollDue();

        // Then
        assertThat(provider.asked())
                .extracting(FakeProviderClient.Asked::tenant)
                .containsExactlyInAnyOrder(A, B);
        assertThat(watch.everyTenantTried()).isTrue();
    }

    @Test
    void duePollBuildsOnWhatIsKnown() {
        // Given
        watching(A);
        watch.pollDue();
        clock.advance(EVERY);

        // When
        watch.pollDue();

        // Then
        assertThat(provider.asked()).hasSize(2);
        assertThat(provider.asked().get(1).known().jwksSha256())
                .isEqualTo(state(A).jwksSha256())
                .isPresent();
    }

    @Test
    void tenantsOfOneRoundShareIt() {
        // Given
        watching(A, B);
        watch.pollDue();
        clock.advance(EVERY);

        // When
        watch.pollDue();

        // Then
        List<FakeProviderClient.Asked> asked = provider.asked();
        assertThat(asked).hasSize(4);
        assertThat(asked.get(0).round()).isSameAs(asked.get(1).round());
        assertThat(asked.get(2).round())
                .isSameAs(asked.get(3).round())
                .isNotSameAs(asked.get(0).round());
    }

    @Test
    void outcomeIsInTheStateAndInTheHistoryBeforeListenersHear() {
        // Given
        List<Integer> written = new ArrayList<>();
        List<Optional<TenantState>> known = new ArrayList<>();
        KeyWatch[] watching = new KeyWatch[1];
        watching[0] = new KeyWatch(
                provider,
                history,
                keeper,
                Claims.ALL,
                List.of((tenant, result, transition) -> {
                    written.add(history.transactions().size());
                    known.add(watching[0].find(tenant.id()).map(WatchedTenant::state));
                }),
                clock,
                Runnable::run,
                1);
        watching[0].changed(WatchList.EMPTY, watchList(A));

        // When
        watching[0].pollDue();

        // Then
        assertThat(written).containsExactly(1);
        assertThat(known)
                .containsExactly(
                        Optional.of(watching[0].find(A.id()).orElseThrow().state()));
        assertThat(known.get(0).orElseThrow().polledHere()).isTrue();
    }

    @Test
    void tenantRemovedWhileItsPollIsInFlightWritesNothing() {
        // Given
        watching(A);
        provider.during(() -> watch.changed(watchList(A), WatchList.EMPTY));

        // When
        watch.pollDue();

        // Then
        assertThat(provider.asked()).hasSize(1);
        assertThat(history.transactions()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(watch.tenants()).isEmpty();
    }

    @Test
    void tenantWhoseSourceChangesInFlightStartsAnewWithoutEvents() {
        // Given
        Tenant moved = Tenants.ofJwksUri("a", "https://other.example/jwks", EVERY);
        watching(A);
        watch.pollDue();
        clock.advance(EVERY);
        provider.answer(A, fetched(SigningKeys.ec("b").jwk()));
        provider.during(() -> {
            provider.during(() -> {});
            watch.changed(watchList(A), watchList(moved));
        });

        // When
        watch.pollDue();
        watch.pollDue();

        // Then
        assertThat(heard).hasSize(2).allMatch(Transition::firstSight);
        assertThat(state(moved).keys()).hasSize(1);
        assertThat(state(moved).tallies().events().total()).isZero();
    }

    @Test
    void changedSettingsKeepWhatIsKnown() {
        // Given
        Tenant slower = Tenants.of("a", A.source(), Duration.ofHours(1));
        watching(A);
        watch.pollDue();
        TenantState before = state(A);

        // When
        watch.changed(watchList(A), watchList(slower));

        // Then
        assertThat(state(slower)).isSameAs(before);
        assertThat(watch.find(A.id()).orElseThrow().tenant()).isEqualTo(slower);
    }

    @Test
    void restartYieldsNoEvent() {
        // Given
        TenantState remembered = Polls.after(fetched(SigningKeys.ec("a").jwk()));
        history.remember(A, remembered);
        watching(A);

        // When
        watch.pollDue();

        // Then
        assertThat(heard).singleElement().satisfies(transition -> {
            assertThat(transition.events()).isEmpty();
            assertThat(transition.firstSight()).isFalse();
        });
        assertThat(state(A).keys().get(0).firstSeen()).isEqualTo(Polls.START);
    }

    @Test
    void rotationWhileWeWereAwayIsNoticedAfterARestart() {
        // Given
        history.remember(A, Polls.after(fetched(SigningKeys.ec("old").jwk())));
        watching(A);

        // When
        watch.pollDue();

        // Then
        assertThat(heard.get(0).events())
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEventKind.KEY_ADDED, KeyEventKind.KEY_WITHDRAWN, KeyEventKind.ROTATION_DISJOINT);
    }

    @Test
    void unreadableHistoryDoesNotStopTheWatch() {
        // Given
        history.fail(true);
        watching(A);

        // When
        watch.pollDue();

        // Then
        assertThat(state(A).health().up()).isTrue();
        assertThat(keeper.failure()).isPresent();
    }

    @Test
    void failingTenantDoesNotKeepOthersWaiting() {
        // Given
        provider.answer(A, failed(FetchFailure.TIMEOUT));
        watching(A, B);

        // When
        watch.pollDue();

        // Then
        assertThat(state(A).health().up()).isFalse();
        assertThat(state(B).health().up()).isTrue();
        assertThat(watch.everyTenantTried()).isTrue();
    }

    @Test
    void faultOfOursInOnePollDoesNotStopTheOthers() {
        // Given
        provider.during(() -> {
            provider.during(() -> {});
            throw new IllegalStateException("a fault of ours");
        });
        watching(A, B);

        // When
        watch.pollDue();
        watch.pollDue();

        // Then
        assertThat(watch.everyTenantTried()).isTrue();
    }

    @Test
    void requestedPollTellsWhatItBrought() {
        // Given
        watching(A);
        watch.pollDue();
        provider.answer(A, failed(FetchFailure.DNS));

        // When
        PollReport report = watch.poll(watch.find(A.id()).orElseThrow());

        // Then
        assertThat(report.transition().outcome()).isEqualTo(PollOutcome.FAILED);
        assertThat(report.failure()).map(failure -> failure.reason()).contains(FetchFailure.DNS);
    }

    @Test
    void onePollATenantIsInFlight() throws InterruptedException {
        // Given
        KeyWatch parallel = watch(threads, 8);
        parallel.changed(WatchList.EMPTY, watchList(A));
        WatchedTenant watched = parallel.find(A.id()).orElseThrow();
        CountDownLatch done = new CountDownLatch(8);

        // When
        IntStream.range(0, 8)
                .forEach(i -> threads.execute(() -> {
                    parallel.poll(watched);
                    done.countDown();
                }));

        // Then
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(provider.asked()).hasSize(8);
        assertThat(provider.sameTenantTwice()).isFalse();
        assertThat(watched.state().tallies().outcomes().total()).isEqualTo(8);
    }

    @Test
    void noMorePollsAreInFlightThanAllowed() {
        // Given
        CyclicBarrier three = new CyclicBarrier(3);
        provider.during(() -> pass(three));
        KeyWatch parallel = watch(threads, 3);
        parallel.changed(
                WatchList.EMPTY,
                watchList(IntStream.range(0, 12)
                        .mapToObj(i -> Tenants.of("t" + i))
                        .toArray(Tenant[]::new)));

        // When
        parallel.pollDue();

        // Then
        await().atMost(10, TimeUnit.SECONDS).until(parallel::everyTenantTried);
        assertThat(provider.mostAtOnce()).isEqualTo(3);
        assertThat(provider.asked()).hasSize(12);
    }

    @Test
    void tickWhileAPollIsInFlightDoesNotQueueItAgain() {
        // Given
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        provider.during(() -> {
            asked.countDown();
            pass(answer);
        });
        KeyWatch parallel = watch(threads, 3);
        parallel.changed(WatchList.EMPTY, watchList(A));
        parallel.pollDue();
        pass(asked);

        // When
        parallel.pollDue();
        parallel.pollDue();
        answer.countDown();

        // Then
        await().atMost(10, TimeUnit.SECONDS).until(parallel::everyTenantTried);
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void tenantsAreOrderedAndFoundByIdAndIssuer() {
        // When
        watching(B, A);

        // Then
        assertThat(watch.tenants()).extracting(WatchedTenant::tenant).containsExactly(A, B);
        assertThat(watch.tenantsAfter(Optional.of(A.id())))
                .extracting(WatchedTenant::tenant)
                .containsExactly(B);
        assertThat(watch.tenantsAfter(Optional.of(new TenantId("a0")))).hasSize(1);
        assertThat(watch.findByIssuer("https://idp.example/b"))
                .map(WatchedTenant::tenant)
                .contains(B);
        assertThat(watch.findByIssuer("https://idp.example/c")).isEmpty();
        assertThatThrownBy(() -> watch.tenants().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private void watching(Tenant... tenants) {
        watch.changed(WatchList.EMPTY, watchList(tenants));
    }

    private TenantState state(Tenant tenant) {
        return watch.find(tenant.id()).orElseThrow().state();
    }

    private KeyWatch watch(Executor executor, int parallel) {
        PollListener listener = (tenant, result, transition) -> {
            synchronized (heard) {
                heard.add(transition);
            }
        };
        return new KeyWatch(provider, history, keeper, Claims.ALL, List.of(listener), clock, executor, parallel);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
