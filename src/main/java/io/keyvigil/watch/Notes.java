package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The notes that are written in batches: the last poll without changes of each tenant, and the observed signing times of
 * its keys.
 */
final class Notes {

    private final Map<TenantId, NotedPoll> polls = new HashMap<>();
    private final Map<TenantId, List<ObservedKey>> signing = new HashMap<>();

    synchronized void polled(TenantId tenant, NotedPoll poll) {
        polls.put(tenant, poll);
    }

    synchronized void signed(TenantId tenant, List<ObservedKey> keys) {
        signing.put(tenant, keys);
    }

    /** Removes the note: a change contains the same data about the last poll. */
    synchronized void dropPoll(TenantId tenant) {
        polls.remove(tenant);
    }

    synchronized void dropSigning(TenantId tenant) {
        signing.remove(tenant);
    }

    /** @param attempt writes, and returns whether it succeeded */
    void write(KeyHistory history, Predicate<Runnable> attempt) {
        write(polls, history::touch, attempt);
        write(signing, history::signed, attempt);
    }

    private <T> void write(Map<TenantId, T> from, Consumer<Map<TenantId, T>> write, Predicate<Runnable> attempt) {
        Map<TenantId, T> taken;
        synchronized (this) {
            taken = Map.copyOf(from);
            from.clear();
        }
        if (!taken.isEmpty() && !attempt.test(() -> write.accept(taken))) {
            synchronized (this) {
                taken.forEach(from::putIfAbsent);
            }
        }
    }
}
