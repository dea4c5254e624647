package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Where what is to be told survives the process. Of processes that share it each entry is one's to deliver. A method that cannot do
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
     * @param told the risks that were told and were not over
     * @param waiting the entries that are this process' to deliver, the oldest first
     */
    record Kept(Collection<ActiveRisk> told, List<OutboxEntry> waiting) {}

    /**
     * @param told risks that are told, or told with another severity
     * @param over those that are told as resolved
     * @param added entries that wait from now on, in their order
     * @param removed entries that wait no more
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
