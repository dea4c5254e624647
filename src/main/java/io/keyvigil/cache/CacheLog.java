package io.keyvigil.cache;

import io.keyvigil.jose.PlainText;
import io.keyvigil.tenant.ConsumerId;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes to the log: another content at INFO; the first failure, the recovery and private keys at WARN; the rest at DEBUG. */
public final class CacheLog implements CacheListener {

    private static final Logger LOG = Logger.getLogger(CacheLog.class);

    @Override
    public void read(ConsumerId consumer, CacheState before, CacheState after) {
        if (after.failure().isPresent()) {
            logFailure(consumer, after.failure().get());
            return;
        }
        if (before.failure().isPresent()) {
            LOG.warnf("event=cache-recovered consumer=%s", consumer);
        }
        if (after.holdsPrivateKeys() && !before.holdsPrivateKeys()) {
            LOG.warnf("event=cache-holds-private-keys consumer=%s", consumer);
        }
        Optional<ObservedCache> held = after.held();
        if (!held.map(ObservedCache::keys).equals(before.held().map(ObservedCache::keys))) {
            LOG.infof(
                    "event=cache-changed consumer=%s keys=%d",
                    consumer, held.orElseThrow().keys().size());
        }
    }

    private static void logFailure(ConsumerId consumer, CacheFailure failure) {
        LOG.logf(
                failure.count() == 1 ? Logger.Level.WARN : Logger.Level.DEBUG,
                "event=cache-unreadable consumer=%s reason=%s detail=\"%s\"",
                consumer,
                failure.reason().code(),
                PlainText.quotable(failure.detail()));
    }
}
