package io.keyvigil.watch;

import io.keyvigil.jose.PlainText;
import io.keyvigil.tenant.Tenant;
import org.jboss.logging.Logger;

/** Logs the outcomes of a canary: the first failure, another reason and the recovery at WARN, the rest at DEBUG. */
final class CanaryLog {

    private static final Logger LOG = Logger.getLogger(CanaryLog.class);

    private CanaryLog() {}

    static void log(Tenant tenant, CanaryState before, CanaryState after) {
        after.failure()
                .ifPresentOrElse(
                        failure -> failed(tenant, before, after, failure), () -> succeeded(tenant, before, after));
    }

    private static void failed(Tenant tenant, CanaryState before, CanaryState after, CanaryState.Failure failure) {
        boolean known = before.failure()
                .filter(last -> last.reason() == failure.reason())
                .isPresent();
        LOG.logf(
                known ? Logger.Level.DEBUG : Logger.Level.WARN,
                "event=canary-failed tenant=%s reason=%s failures=%d detail=\"%s\"",
                tenant.id(),
                failure.reason().code(),
                after.failures(),
                PlainText.quotable(failure.detail()));
    }

    private static void succeeded(Tenant tenant, CanaryState before, CanaryState after) {
        LOG.logf(
                before.failures() > 0 ? Logger.Level.WARN : Logger.Level.DEBUG,
                "event=%s tenant=%s thumbprint=%s",
                before.failures() > 0 ? "canary-recovered" : "canary",
                tenant.id(),
                after.signer().orElseThrow().thumbprint());
    }
}
