package io.keyvigil.watch;

import io.keyvigil.jose.PlainText;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.Tenant;
import org.jboss.logging.Logger;

/**
 * Writes changes of keys to the log at INFO, the first failure and the recovery at WARN, repeated failures at DEBUG.
 * Text that a provider sent is escaped: a log line stays one line.
 */
public final class KeyChangeLog implements PollListener {

    private static final Logger LOG = Logger.getLogger(KeyChangeLog.class);

    @Override
    public void polled(Tenant tenant, FetchResult result, Transition transition) {
        if (transition.firstSight()) {
            LOG.infof(
                    "event=tenant-baseline tenant=%s keys=%d",
                    tenant.id(), transition.after().publishedKeys().size());
        }
        transition.events().forEach(event -> log(tenant, event));
        if (transition.outcome() == PollOutcome.FAILED) {
            logFailure(tenant, transition.after().health());
        }
    }

    static void log(Tenant tenant, KeyEvent event) {
        if (event.kind() == KeyEventKind.PROVIDER_UNREACHABLE) {
            return;
        }
        Logger.Level level = event.kind() == KeyEventKind.PROVIDER_RECOVERED ? Logger.Level.WARN : Logger.Level.INFO;
        LOG.logf(
                level,
                "event=%s tenant=%s detail=\"%s\"",
                event.kind().code(),
                tenant.id(),
                PlainText.quotable(event.detail()));
    }

    private static void logFailure(Tenant tenant, PollHealth health) {
        Logger.Level level = health.failures() == 1 ? Logger.Level.WARN : Logger.Level.DEBUG;
        health.lastFailure()
                .ifPresent(failure -> LOG.logf(
                        level,
                        "event=poll-failed tenant=%s reason=%s failures=%d detail=\"%s\"",
                        tenant.id(),
                        failure.reason().code(),
                        health.failures(),
                        PlainText.quotable(failure.detail())));
    }
}
