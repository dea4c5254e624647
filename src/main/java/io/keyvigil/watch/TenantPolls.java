package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.provider.Round;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One poll of one tenant: fetch, next state, history, listeners.
 *
 * <ol>
 *   <li>A poll waits only for its provider: the {@link HistoryKeeper} writes the result later.
 *   <li>A change is in {@link WatchedTenant#state} once it is written; then the listeners are notified. Other polls are
 *       reported to them immediately.
 * </ol>
 */
final class TenantPolls {

    private final ProviderClient provider;
    private final HistoryKeeper keeper;
    private final KeyIndex keyIndex;
    private final List<PollListener> listeners;
    private final List<TenantListener> later = new CopyOnWriteArrayList<>();
    private final Clock clock;

    TenantPolls(
            ProviderClient provider,
            HistoryKeeper keeper,
            KeyIndex keyIndex,
            List<PollListener> listeners,
            Clock clock) {
        this.provider = provider;
        this.keeper = keeper;
        this.keyIndex = keyIndex;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    void listen(TenantListener listener) {
        later.add(listener);
    }

    /** @param settled is called after the last report about the poll */
    PollReport poll(WatchedTenant watched, Round round, Instant attemptedAt, News settled) {
        watched.polling().lock();
        try {
            FetchResult result =
                    provider.fetch(watched.tenant(), watched.latest().known(), round);
            return new PollReport(result, next(watched, result, attemptedAt, settled));
        } finally {
            watched.polling().unlock();
        }
    }

    private Transition next(WatchedTenant watched, FetchResult result, Instant attemptedAt, News settled) {
        Transition transition;
        boolean counts;
        synchronized (watched) {
            TenantState before = watched.latest();
            transition = before.next(
                    result, attemptedAt, clock.instant(), watched.watchedUntil(attemptedAt, keeper.noteEvery()));
            counts = watched.isWatched() && record(watched, result, transition, settled);
            if (watched.isWatched()) {
                watched.swap(transition, counts);
                keyIndex.update(
                        watched.tenant().id(), before.keys(), transition.after().keys());
            }
        }
        if (counts && transition.memorable()) {
            keeper.writeSoon();
        } else {
            tell(watched, result, transition, counts);
            settled.settled(counts);
        }
        return transition;
    }

    private boolean record(WatchedTenant watched, FetchResult result, Transition transition, News settled) {
        long base = watched.version();
        return keeper.record(watched.tenant(), base, transition, written -> {
            if (written) {
                watched.tell(base + 1);
            }
            tell(watched, result, transition, written);
            settled.settled(written);
        });
    }

    private void tell(WatchedTenant watched, FetchResult result, Transition transition, boolean counts) {
        if (counts && watched.isWatched()) {
            listeners.forEach(listener -> listener.polled(watched.tenant(), result, transition));
            later.forEach(listener -> listener.polled(watched));
        }
    }

    void take(WatchedTenant watched, SigningNote note, Consumer<KeyEvent> listener) {
        synchronized (watched) {
            Optional<SigningNote.Noted> noted =
                    note.noted(watched.latest(), clock.instant()).filter(some -> watched.isWatched());
            noted.ifPresent(some -> take(watched, some, listener));
        }
        keeper.writeSoon();
    }

    private void take(WatchedTenant watched, SigningNote.Noted some, Consumer<KeyEvent> listener) {
        long base = watched.version();
        boolean counts = keeper.signed(watched.tenant(), base, some, written -> {
            if (written) {
                watched.tell(base + 1);
                some.event().ifPresent(listener);
            }
        });
        watched.swap(some, counts && some.event().isPresent());
    }
}
