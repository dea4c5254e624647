package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaWatchTest {

    private static final Tenant A = Tenants.of("a");
    private static final Tenant B = Tenants.of("b");
    private static final String NEW = SigningKeys.ec("new").jwk();

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final FakeProviderClient provider = new FakeProviderClient();
    private final FakeKeyHistory history = new FakeKeyHistory();
    private final HistoryKeeper keeper = new HistoryKeeper(history, Runnable::run);
    private final FakeClaims claims = new FakeClaims();
    private final List<Transition> heard = new ArrayList<>();
    private final KeyWatch watch = new KeyWatch(
            provider,
            history,
            keeper,
            claims,
            List.of((tenant, result, transition) -> heard.add(transition)),
            clock,
            Runnable::run,
            4);
    private final List<KeyEvent> followed = new ArrayList<>();
    private final ReplicaWatch replicas = new ReplicaWatch(
            watch, history, keeper, claims, (tenant, before, after, events) -> followed.addAll(events.get()));

    @BeforeEach
    void watchTwo() {
        watch.changed(WatchList.EMPTY, Tenants.watchList(A, B));
    }

    @Test
    void tenantsOfOthersAreNotPolledHere() {
        // Given
        claims.giveAway(B.id());

        // When
        watch.pollDue();

        // Then
        assertThat(provider.asked())
                .extracting(FakeProviderClient.Asked::tenant)
                .containsExactly(A);
        assertThat(watch.polledHere()).extracting(WatchedTenant::tenant).containsExactly(A);
        assertThat(watch.tenants()).hasSize(2);
    }

    @Test
    void readyWithoutThoseThatOthersLookAfter() {
        // Given
        claims.giveAway(B.id());
        watch.pollDue();

        // When
        replicas.tick();

        // Then
        assertThat(watch.everyTenantTried()).isTrue();
    }

    @Test
    void takingATenantOverDoesNotMakeUnready() {
        // Given
        claims.giveAway(B.id());
        watch.pollDue();
        replicas.tick();

        // When
        claims.takeOver(B.id());

        // Then
        assertThat(watch.everyTenantTried()).isTrue();
    }

    @Test
    void whatAnotherWroteIsKnownHereWithoutEvents() {
        // Given
        claims.giveAway(A.id());
        TenantState written = Polls.after(fetched(NEW));
        overtake(written);

        // When
        replicas.tick();

        // Then
        assertThat(state(A).keys()).isEqualTo(written.keys());
        assertThat(watch.withKid("new")).extracting(WatchedTenant::tenant).containsExactly(A);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatAnotherFoundIsToldOnce() {
        // Given
        watch.pollDue();
        claims.giveAway(A.id());
        KeyEvent added = KeyEvent.of(KeyEventKind.KEY_ADDED, clock.instant(), "");
        TenantState written = Polls.after(fetched(NEW));
        history.overtake(A, written, added);
        claims.tell(new Claims.Change(A.id(), history.version(A.id()), written.health(), Optional.empty()));

        // When
        replicas.tick();
        replicas.tick();

        // Then
        assertThat(followed).containsExactly(added);
    }

    @Test
    void whatHappenedBeforeATenantWasKnownHereIsNoNews() {
        // Given
        claims.giveAway(A.id());
        TenantState written = Polls.after(fetched(NEW));
        history.overtake(A, written, KeyEvent.of(KeyEventKind.KEY_ADDED, clock.instant(), ""));
        claims.tell(new Claims.Change(A.id(), history.version(A.id()), written.health(), Optional.empty()));

        // When
        replicas.tick();

        // Then
        assertThat(state(A).keys()).isEqualTo(written.keys());
        assertThat(followed).isEmpty();
    }

    @Test
    void whatAnotherNotedIsKnownHere() {
        // Given
        watch.pollDue();
        clock.advance(Duration.ofMinutes(1));
        PollHealth later = state(A).next(same(200), clock.instant(), clock.instant())
                .after()
                .health();

        // When
        claims.tell(new Claims.Change(A.id(), 1, later, Optional.of(Duration.ofHours(6))));
        replicas.tick();

        // Then
        assertThat(state(A).health()).isEqualTo(later);
        assertThat(state(A).maxAge()).contains(Duration.ofHours(6));
    }

    @Test
    void pollOnAStateThatIsNotTheLatestCountsForNothing() {
        // Given
        watch.pollDue();
        heard.clear();
        TenantState written = Polls.after(fetched(NEW));
        history.overtake(A, written);
        provider.answer(A, fetched(NEW));

        // When
        PollReport report = watch.poll(watch.find(A.id()).orElseThrow());

        // Then
        assertThat(report.transition().events()).as("whoever asked is told").isNotEmpty();
        assertThat(heard).isEmpty();
        assertThat(watch.withKid("new")).as("whoever asks next").hasSize(1);
        assertThat(state(A).tallies().events().total()).isZero();
        assertThat(keeper.outrun()).containsExactly(A.id());
        replicas.tick();
        assertThat(keeper.outrun()).isEmpty();
        assertThat(state(A).keys()).isEqualTo(written.keys());
        assertThat(watch.poll(watch.find(A.id()).orElseThrow()).transition().events())
                .as("it was told by who wrote it")
                .isEmpty();
    }

    @Test
    void failureOfTheFirstPollIsTold() {
        // Given
        provider.answer(A, failed(FetchFailure.DNS));

        // When
        watch.pollDue();

        // Then
        assertThat(history.version(A.id())).isEqualTo(1);
        assertThat(history.load(List.of(A)).get(A.id()).state().health().failures())
                .isEqualTo(1);
    }

    @Test
    void tenantTakenOverIsPolledWhenItsLastPollElsewhereSaysSo() {
        // Given
        claims.giveAway(A.id());
        watch.pollDue();
        TenantState written = Polls.after(fetched(NEW));
        overtake(written);
        replicas.tick();
        claims.takeOver(A.id());

        // When
        watch.pollDue();
        int before = askedOfA();
        clock.advance(A.pollEvery());
        watch.pollDue();

        // Then
        assertThat(before).isZero();
        assertThat(askedOfA()).isEqualTo(1);
    }

    @Test
    void whileTheDatabaseIsAwayTheWatchGoesOnAndAllIsWrittenAfterwards() {
        // Given
        watch.pollDue();
        claims.away(true);
        history.fail(true);
        clock.advance(A.pollEvery());
        provider.answer(A, fetched(NEW));
        replicas.tick();
        watch.pollDue();

        // When
        claims.away(false);
        history.fail(false);
        replicas.tick();

        // Then
        assertThat(state(A).publishedKeys()).hasSize(1);
        assertThat(keeper.failure()).isEmpty();
        assertThat(history.events(A.id(), Optional.empty(), OptionalLong.empty(), 10))
                .extracting(event -> event.event().kind())
                .contains(KeyEventKind.KEY_ADDED);
    }

    @Test
    void whatWaitsHereIsDroppedOnceAnotherHasWritten() {
        // Given
        watch.pollDue();
        history.fail(true);
        clock.advance(A.pollEvery());
        provider.answer(A, fetched(NEW));
        watch.pollDue();
        TenantState waiting = state(A);

        // When
        claims.tell(new Claims.Change(A.id(), 7, waiting.health(), Optional.empty()));
        history.fail(false);
        history.overtake(A, Polls.after(fetched(SigningKeys.ec("other").jwk())));
        replicas.tick();
        replicas.tick();

        // Then
        assertThat(state(A).keys())
                .extracting(key -> key.jwk().kid().orElseThrow())
                .containsExactly("other");
        assertThat(keeper.isWaiting(A.id())).isFalse();
    }

    private void overtake(TenantState written) {
        history.overtake(A, written);
        claims.tell(new Claims.Change(A.id(), history.version(A.id()), written.health(), Optional.empty()));
    }

    private int askedOfA() {
        return (int) provider.asked().stream()
                .filter(asked -> asked.tenant().equals(A))
                .count();
    }

    private TenantState state(Tenant tenant) {
        return watch.find(tenant.id()).orElseThrow().state();
    }
}
