package io.keyvigil.notify;

import io.keyvigil.notify.Outbox.Kept;
import io.keyvigil.notify.Outbox.OutboxUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes the outbox. While it cannot be written, notifications continue: changes are kept in memory and written in one
 * transaction as soon as the store works again. Entries delivered in between are repeated, with the same id, only if the
 * process ends before that.
 */
final class OutboxKeeper {

    private static final Logger LOG = Logger.getLogger(OutboxKeeper.class);

    private final Outbox outbox;
    private final PendingChange pending = new PendingChange();
    private final List<OutboxEntry> others = new ArrayList<>();
    private boolean failing;

    OutboxKeeper(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The entries of the previous process; none if they cannot be read. */
    Kept load() {
        try {
            return outbox.load();
        } catch (OutboxUnavailable e) {
            LOG.warnf("event=outbox-unreadable reason=\"%s\"", e.getMessage());
            return new Kept(List.of(), List.of());
        }
    }

    /** The entries of failed processes; none if they cannot be read now. */
    List<OutboxEntry> takeOver(Instant notedBefore) {
        try {
            return outbox.takeOver(notedBefore);
        } catch (OutboxUnavailable e) {
            LOG.debugf("event=outbox-unreadable reason=\"%s\"", e.getMessage());
            return List.of();
        }
    }

    /** The entries that turned out to be another process' since the last call. */
    synchronized List<OutboxEntry> drainOthers() {
        List<OutboxEntry> drained = List.copyOf(others);
        others.clear();
        return drained;
    }

    synchronized void note(Notification notification, Collection<OutboxEntry> entries) {
        pending.told(notification);
        entries.forEach(pending::add);
    }

    synchronized void remove(Collection<OutboxEntry> entries) {
        entries.forEach(pending::remove);
        flush();
    }

    synchronized void flush() {
        if (pending.isEmpty()) {
            return;
        }
        try {
            others.addAll(outbox.write(pending.change()));
            pending.clear();
            if (failing) {
                LOG.info("event=outbox-recovered");
            }
            failing = false;
        } catch (OutboxUnavailable e) {
            if (!failing) {
                LOG.warnf("event=outbox-failing reason=\"%s\"", e.getMessage());
            }
            failing = true;
        }
    }
}
