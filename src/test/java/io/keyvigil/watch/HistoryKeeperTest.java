package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistoryKeeperTest {

    private static final Tenant TENANT = Tenants.of("a");
    private static final Tenant OTHER = Tenants.of("b");

    private final FakeKeyHistory history = new FakeKeyHistory();
    private final HistoryKeeper keeper = new HistoryKeeper(history, Runnable::run);
    private final Polls polls = new Polls();
    private long version;

    @Test
    void changeIsWrittenAtOnce() {
        // When
        poll(fetched(key("a")));

        // Then
        assertThat(history.transactions()).hasSize(1);
        KeyHistory.Entry entry = history.transactions().get(0).iterator().next();
        assertThat(entry.state()).isEqualTo(polls.state());
        assertThat(entry.publicJson().orElseThrow().keySet())
                .containsExactly(polls.state().keys().get(0).identity());
    }

    @Test
    void pollThatChangedNothingWaitsForTheFlush() {
        // Given
        poll(fetched(key("a")));
        poll(same(200));
        poll(same(304));

        // When
        keeper.flush();

        // Then
        assertThat(history.transactions()).hasSize(1);
        assertThat(history.touches())
                .containsExactly(
                        Map.of(TENANT.id(), new NotedPoll(1, polls.state().health(), Optional.empty())));
    }

    @Test
    void whatWasNotedIsNotNotedAgain() {
        // Given
        poll(fetched(key("a")));
        poll(same(200));
        keeper.flush();

        // When
        keeper.flush();

        // Then
        assertThat(history.touches()).hasSize(1);
    }

    @Test
    void historyThatWasRefusedCountsAsFailingUntilItIsWrittenTo() {
        // Given
        keeper.failed("refused");
        assertThat(keeper.failure()).contains("refused");

        // When
        keeper.flush();

        // Then
        assertThat(keeper.failure()).isEmpty();
    }

    @Test
    void pollThatEndsAfterTheEndWritesNothing() {
        // Given
        keeper.close();

        // When
        poll(fetched(key("a")));

        // Then
        assertThat(history.transactions()).isEmpty();
        assertThat(keeper.failure()).isEmpty();
    }

    @Test
    void nothingIsLostWhileTheStoreFails() {
        // Given
        poll(fetched(key("a")));
        history.fail(true);
        poll(fetched(key("a"), key("b")));
        poll(failed(FetchFailure.DNS));
        poll(fetched(key("b")));
        String failure = keeper.failure().orElseThrow();
        history.fail(false);

        // When
        keeper.flush();

        // Then
        assertThat(failure).isEqualTo("the disk is full");
        assertThat(keeper.failure()).isEmpty();
        assertThat(history.transactions()).hasSize(2);
        KeyHistory.Entry entry = history.transactions().get(1).iterator().next();
        assertThat(entry.state()).isEqualTo(polls.state());
        assertThat(entry.events())
                .extracting(KeyEvent::kind)
                .containsExactly(
                        KeyEventKind.KEY_ADDED,
                        KeyEventKind.PROVIDER_UNREACHABLE,
                        KeyEventKind.KEY_WITHDRAWN,
                        KeyEventKind.PROVIDER_RECOVERED);
        assertThat(entry.publicJson().orElseThrow())
                .as("the withdrawn key's too")
                .hasSize(2);
    }

    @Test
    void theNextChangeBringsWhatWaitedAlong() {
        // Given
        history.fail(true);
        poll(fetched(key("a")));
        history.fail(false);

        // When
        record(keeper, OTHER, 0, new Polls().poll(fetched(key("c"))));

        // Then
        assertThat(history.transactions()).hasSize(1);
        assertThat(history.transactions().get(0))
                .extracting(KeyHistory.Entry::tenant)
                .as("the oldest first")
                .containsExactly(TENANT, OTHER);
    }

    @Test
    void whatIsWrittenDoesNotWaitAnyMore() {
        // Given
        history.fail(true);
        poll(fetched(key("a")));
        history.fail(false);
        keeper.flush();

        // When
        keeper.flush();

        // Then
        assertThat(history.transactions()).hasSize(1);
    }

    @Test
    void waitingEventsAreBounded() {
        // Given
        poll(fetched(key("a")));
        history.fail(true);
        for (int i = 0; i < 600; i++) {
            poll(failed(FetchFailure.DNS));
            poll(same(200));
        }
        history.fail(false);

        // When
        keeper.flush();

        // Then
        List<KeyEvent> events = history.transactions().get(1).iterator().next().events();
        assertThat(events).hasSize(1_000);
        assertThat(events.get(999).at())
                .isEqualTo(polls.state().health().lastSuccess().orElseThrow());
    }

    @Test
    void unchangedPollsAreNotedOnceTheStoreRecovers() {
        // Given
        poll(fetched(key("a")));
        poll(same(200));
        history.fail(true);
        keeper.flush();
        history.fail(false);

        // When
        keeper.flush();

        // Then
        assertThat(history.touches()).hasSize(1);
    }

    @Test
    void tenantThatIsWatchedNoMoreIsNotNoted() {
        // Given
        poll(fetched(key("a")));
        poll(same(200));
        keeper.forget(TENANT.id());

        // When
        keeper.flush();

        // Then
        assertThat(history.touches()).isEmpty();
    }

    @Test
    void eventsThatWaitAreToldWhileTheStoreFails() {
        // Given
        poll(fetched(key("a")));
        history.fail(true);
        poll(fetched(key("a"), key("b")));
        poll(fetched(key("b")));

        // When
        List<NumberedEvent> events = events(OptionalLong.empty(), 10);

        // Then
        assertThat(events)
                .extracting(event -> event.event().kind())
                .as("newest first")
                .containsExactly(KeyEventKind.KEY_WITHDRAWN, KeyEventKind.KEY_ADDED);
    }

    @Test
    void nothingIsToldThatAKillCouldStillTakeBack() {
        // Given
        poll(fetched(key("a")));
        List<NumberedEvent> told = new ArrayList<>();
        history.whileWriting(() -> told.addAll(keeper.events(TENANT.id(), Optional.empty(), OptionalLong.empty(), 10)));

        // When
        poll(fetched(key("a"), key("b")));

        // Then
        assertThat(told).isEmpty();
        assertThat(keeper.events(TENANT.id(), Optional.empty(), OptionalLong.empty(), 10))
                .hasSize(1);
    }

    @Test
    void waitingEventsArePagedLikeTheOthers() {
        // Given
        poll(fetched(key("a")));
        history.fail(true);
        poll(fetched(key("a"), key("b")));
        poll(fetched(key("b")));
        poll(fetched(key("b"), key("c")));

        // When
        List<KeyEvent> paged = everyPageOfTwo();

        // Then
        assertThat(paged)
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEventKind.KEY_ADDED, KeyEventKind.KEY_WITHDRAWN, KeyEventKind.KEY_ADDED);
    }

    @Test
    void pagesGoOnFromWaitingEventsToWrittenOnes() {
        // Given
        FailingToWrite readable = new FailingToWrite(history);
        HistoryKeeper reading = new HistoryKeeper(readable, Runnable::run);
        record(reading, TENANT, 0, polls.poll(fetched(key("a"))));
        record(reading, TENANT, 1, polls.poll(fetched(key("a"), key("b"))));
        readable.failing = true;
        record(reading, TENANT, 2, polls.poll(fetched(key("b"))));
        record(reading, TENANT, 3, polls.poll(fetched(key("b"), key("c"))));

        // When
        List<NumberedEvent> first = reading.events(TENANT.id(), Optional.empty(), OptionalLong.empty(), 1);
        List<NumberedEvent> rest = reading.events(
                TENANT.id(), Optional.empty(), OptionalLong.of(first.get(0).number()), 10);

        // Then
        assertThat(first).extracting(event -> event.event().kid()).containsExactly(Optional.of("c"));
        assertThat(rest)
                .extracting(event -> event.event().kind())
                .containsExactly(KeyEventKind.KEY_WITHDRAWN, KeyEventKind.KEY_ADDED);
    }

    @Test
    void sinceIsInclusive() {
        // Given
        poll(fetched(key("a")));
        history.fail(true);
        poll(fetched(key("a"), key("b")));
        KeyEvent event = events(OptionalLong.empty(), 1).get(0).event();

        // When
        List<NumberedEvent> at = keeper.events(TENANT.id(), Optional.of(event.at()), OptionalLong.empty(), 10);
        List<NumberedEvent> past =
                keeper.events(TENANT.id(), Optional.of(event.at().plusNanos(1)), OptionalLong.empty(), 10);

        // Then
        assertThat(at).hasSize(1);
        assertThat(past).isEmpty();
    }

    @Test
    void historyIsMarkedWhileChangesWaitThatAreNotWritten() {
        // Given
        poll(fetched(key("a")));
        history.fail(true);
        poll(fetched(key("a"), key("b")));
        assertThat(history.isMarked()).isTrue();
        history.fail(false);

        // When
        keeper.flush();

        // Then
        assertThat(history.isMarked()).isFalse();
    }

    @Test
    void markStaysWhenTheProcessEndsBeforeTheChangesAreWritten() {
        // Given
        history.fail(true);
        poll(fetched(key("a")));

        // When
        keeper.close();

        // Then
        assertThat(history.isMarked()).isTrue();
    }

    @Test
    void newsIsToldOnceItsChangeIsWritten() {
        // Given
        List<Integer> writtenWhenTold = new ArrayList<>();
        keeper.record(
                TENANT,
                0,
                polls.poll(fetched(key("a"))),
                counts -> writtenWhenTold.add(history.transactions().size()));
        assertThat(writtenWhenTold).isEmpty();

        // When
        keeper.writeSoon();

        // Then
        assertThat(writtenWhenTold).containsExactly(1);
    }

    @Test
    void newsIsToldUnwrittenWhileTheStoreFails() {
        // Given
        history.fail(true);
        List<Boolean> told = new ArrayList<>();
        keeper.record(TENANT, 0, polls.poll(fetched(key("a"))), told::add);
        keeper.writeSoon();
        assertThat(told).containsExactly(true);
        history.fail(false);

        // When
        keeper.flush();

        // Then
        assertThat(told).as("once").hasSize(1);
        assertThat(history.version(TENANT.id())).isEqualTo(1);
    }

    @Test
    void newsOfTenantOfWhomAnotherProcessHasWrittenIsNotTold() {
        // Given
        List<Boolean> told = new ArrayList<>();
        history.overtake(TENANT, TenantState.UNSEEN);
        keeper.record(TENANT, 0, polls.poll(fetched(key("a"))), told::add);

        // When
        keeper.writeSoon();

        // Then
        assertThat(told).containsExactly(false);
        assertThat(keeper.isOutrun(TENANT.id())).isTrue();
    }

    @Test
    void pollDoesNotWaitForHistoryThatDoesNotAnswer() throws Exception {
        // Given
        SlowToAnswer slow = new SlowToAnswer(history);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        HistoryKeeper waiting = new HistoryKeeper(slow, writer, Duration.ZERO);
        List<String> told = new CopyOnWriteArrayList<>();
        waiting.record(TENANT, 0, polls.poll(fetched(key("a"))), counts -> told.add("first"));
        waiting.writeSoon();
        slow.awaitWrite();

        // When
        waiting.record(OTHER, 0, new Polls().poll(fetched(key("c"))), counts -> told.add("second"));
        waiting.writeSoon();

        // Then
        assertThat(waiting.failure().orElseThrow()).contains("not answered");
        assertThat(told).containsExactly("first", "second");
        slow.recover();
        waiting.flush();
        writer.shutdown();
        assertThat(writer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.failure()).isEmpty();
        assertThat(told).as("once").hasSize(2);
        assertThat(history.version(TENANT.id())).isEqualTo(1);
        assertThat(history.version(OTHER.id())).isEqualTo(1);
    }

    @Test
    void nothingIsToldWhileTheHistoryMayStillAnswer() throws Exception {
        // Given
        SlowToAnswer slow = new SlowToAnswer(history);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        HistoryKeeper waiting = new HistoryKeeper(slow, writer);
        List<Boolean> told = new CopyOnWriteArrayList<>();
        waiting.record(TENANT, 0, polls.poll(fetched(key("a"))), told::add);
        waiting.writeSoon();
        slow.awaitWrite();

        // When
        waiting.noticeHang();

        // Then
        assertThat(told).isEmpty();
        assertThat(waiting.failure()).isEmpty();
        slow.recover();
        writer.shutdown();
        assertThat(writer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactly(true);
    }

    private List<KeyEvent> everyPageOfTwo() {
        List<KeyEvent> all = new ArrayList<>();
        HashSet<Long> seen = new HashSet<>();
        OptionalLong before = OptionalLong.empty();
        for (List<NumberedEvent> page = events(before, 2); !page.isEmpty(); page = events(before, 2)) {
            page.forEach(event -> {
                assertThat(seen.add(event.number()))
                        .as("a number is given once")
                        .isTrue();
                all.add(event.event());
            });
            before = OptionalLong.of(page.get(page.size() - 1).number());
        }
        return all;
    }

    private List<NumberedEvent> events(OptionalLong before, int limit) {
        return keeper.events(TENANT.id(), Optional.empty(), before, limit);
    }

    private void poll(FetchResult result) {
        Transition transition = polls.poll(result);
        record(keeper, TENANT, version, transition);
        version += transition.memorable() ? 1 : 0;
    }

    private static void record(HistoryKeeper keeper, Tenant tenant, long version, Transition transition) {
        keeper.record(tenant, version, transition, counts -> {});
        if (transition.memorable()) {
            keeper.writeSoon();
        }
    }

    private static String key(String kid) {
        return SigningKeys.ec(kid).jwk();
    }
}
