package io.keyvigil.store;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets calls through while they succeed. After a failure only one call at a time is let through, until one succeeds. The
 * other calls fail immediately for the same reason: a store that does not respond delays one caller, not each caller in
 * turn.
 */
final class Circuit {

    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile Optional<HistoryUnavailable> failure = Optional.empty();

    <T> T call(Supplier<T> work) {
        Optional<HistoryUnavailable> known = failure;
        if (known.isPresent() && !trying.compareAndSet(false, true)) {
            throw new HistoryUnavailable(known.get().getMessage(), known.get());
        }
        try {
            T result = work.get();
            failure = Optional.empty();
            return result;
        } catch (HistoryUnavailable e) {
            failure = Optional.of(e);
            throw e;
        } finally {
            if (known.isPresent()) {
                trying.set(false);
            }
        }
    }
}
