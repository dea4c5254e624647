package io.keyvigil.notify;

import java.util.Collection;
import org.jboss.logging.Logger;

/**
 * Writes to the log: the first failure in a row, the recovery, and each entry that is refused for good at WARN; of those that have to
 * go for age or number the first until the recovery at WARN, with the sum then; the rest at DEBUG.
 */
final class ReceiverLog {

    private static final Logger LOG = Logger.getLogger(ReceiverLog.class);

    private final String receiver;
    private int failures;
    private int dropped;

    ReceiverLog(Receiver receiver) {
        this.receiver = receiver.name() + " to=" + receiver.address();
    }

    synchronized void failed(DeliveryResult result, int waiting) {
        LOG.logf(
                failures++ == 0 ? Logger.Level.WARN : Logger.Level.DEBUG,
                "event=notification-failing receiver=%s reason=%s detail=\"%s\" waiting=%d",
                receiver,
                result.failure().map(DeliveryFailure::code).orElse(""),
                result.detail(),
                waiting);
    }

    synchronized void taken() {
        if (failures > 0 || dropped > 0) {
            LOG.warnf("event=notification-recovered receiver=%s attempts=%d dropped=%d", receiver, failures, dropped);
        }
        failures = 0;
        dropped = 0;
    }

    synchronized void refused(Collection<OutboxEntry> entries, DeliveryResult result) {
        entries.forEach(entry -> LOG.warnf(
                "event=notification-dropped receiver=%s reason=%s detail=\"%s\" id=%s subject=%s",
                receiver,
                result.failure().map(DeliveryFailure::code).orElse(""),
                result.detail(),
                entry.id(),
                entry.subject()));
    }

    synchronized void dropped(Collection<OutboxEntry> entries, String reason) {
        for (OutboxEntry entry : entries) {
            LOG.logf(
                    dropped++ == 0 ? Logger.Level.WARN : Logger.Level.DEBUG,
                    "event=notification-dropped receiver=%s reason=%s id=%s subject=%s since=%s",
                    receiver,
                    reason,
                    entry.id(),
                    entry.subject(),
                    entry.noted());
        }
    }
}
