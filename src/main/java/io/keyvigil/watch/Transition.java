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
     * Whether the history has to be written before the poll counts as done: where something changed, at the first try, so that
     * it is known from then on however that ended, and where it is heard for the first time how long caches may keep the keys.
     */
    public boolean memorable() {
        return outcome == PollOutcome.CHANGED
                || !events.isEmpty()
                || !before.health().tried()
                || before.maxAge().isEmpty() && after.maxAge().isPresent();
    }
}
