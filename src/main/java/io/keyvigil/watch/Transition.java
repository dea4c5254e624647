package io.keyvigil.watch;

import io.keyvigil.provider.JwksDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of a tenant's state.
 *
 * @param events the changes, empty at the baseline
 * @param document the key set that the poll read; empty if it was not modified
 * @param corrected the time to which later times of the tenant were corrected; empty if there were none
 */
public record Transition(
        TenantState before,
        TenantState after,
        PollOutcome outcome,
        List<KeyEvent> events,
        Optional<JwksDocument> document,
        Optional<Instant> corrected) {
    public Transition {
        events = List.copyOf(events);
    }

    Transition(
            TenantState before,
            TenantState after,
            PollOutcome outcome,
            List<KeyEvent> events,
            Optional<JwksDocument> document) {
        this(before, after, outcome, events, document, Optional.empty());
    }

    Transition correctedAt(Instant now) {
        return new Transition(before, after, outcome, events, document, Optional.of(now));
    }

    /** Whether it is the baseline of the tenant. */
    public boolean firstSight() {
        return before.watchedSince().isEmpty() && after.watchedSince().isPresent();
    }

    /**
     * Returns whether the history must be written before the poll is complete: something changed, this was the first attempt, the
     * first discovery document was read, the provider sent a freshness lifetime for the first time, or times were corrected.
     */
    public boolean memorable() {
        return outcome == PollOutcome.CHANGED
                || !events.isEmpty()
                || !before.health().tried()
                || corrected.isPresent()
                || before.metadata().isEmpty() && after.metadata().isPresent()
                || before.maxAge().isEmpty() && after.maxAge().isPresent();
    }
}
