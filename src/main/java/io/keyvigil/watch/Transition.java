package io.keyvigil.watch;

import io.keyvigil.provider.JwksDocument;
import java.util.List;
import java.util.Optional;

/**
 * One step of a tenant's state.
 *
 * @param events what changed, empty at the first sight
 * @param document the key set that the poll read, where it read one anew
 */
public record Transition(
        TenantState before,
        TenantState after,
        PollOutcome outcome,
        List<KeyEvent> events,
        Optional<JwksDocument> document) {
    public Transition {
        events = List.copyOf(events);
    }

    /** The tenant's keys were had for the first time. */
    public boolean firstSight() {
        return before.watchedSince().isEmpty() && after.watchedSince().isPresent();
    }

    /**
     * Returns whether the history must be written before the poll is complete: something changed, this was the first attempt, the
     * first discovery document was read, or the provider sent a freshness lifetime for the first time.
     */
    public boolean memorable() {
        return outcome == PollOutcome.CHANGED
                || !events.isEmpty()
                || !before.health().tried()
                || before.metadata().isEmpty() && after.metadata().isPresent()
                || before.maxAge().isEmpty() && after.maxAge().isPresent();
    }
}
