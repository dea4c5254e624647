package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Keeps pending notifications across restarts. If processes share it, one of them delivers each entry. A method that cannot do
 * its work throws {@link OutboxUnavailable}.
 */
public interface Outbox {

    Kept load();

    /**
     * Writes all of the change in one transaction, or nothing. An entry that is there already stays as it is.
     *
     * @return those of the added ones that another process delivers
     */
    Collection<OutboxEntry> write(Change change);

    /**
     * Makes the entries this process' whose process is gone, and gives them, the oldest first.
     *
     * @param notedBefore younger ones are left: their process may not be known yet
     */
    List<OutboxEntry> takeOver(Instant notedBefore);

    /**
     * @param told the reported risks that had not resolved
     * @param waiting the entries that this process delivers, the oldest first
     */
    record Kept(Collection<ActiveRisk> told, List<OutboxEntry> waiting) {}

    /**
     * @param told risks that are newly reported, or reported with another severity
     * @param over risks that are reported as resolved
     * @param added new pending entries, in their order
     * @param removed entries that are no longer pending
     */
    record Change(
            Collection<ActiveRisk> told,
            Collection<ActiveRisk> over,
            Collection<OutboxEntry> added,
            Collection<OutboxEntry> removed) {}

    /** The outbox cannot be read or written now. The message says why, for people. */
    final class OutboxUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OutboxUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
