package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.util.Collection;
import java.util.List;

/** Where what is to be told survives the process. A method that cannot do its work throws {@link OutboxUnavailable}. */
public interface Outbox {

    Kept load();

    /** Writes all of the change in one transaction, or nothing. An entry that is there already stays as it is. */
    void write(Change change);

    /**
     * @param told the risks that were told and were not over
     * @param waiting the entries that were not taken, the oldest first
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
