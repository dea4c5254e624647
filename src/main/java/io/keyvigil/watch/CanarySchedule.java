package io.keyvigil.watch;

import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a tenant's next canary token is requested. Pure, like {@link PollSchedule}.
 *
 * <ol>
 *   <li>The first one within a minute, spread by tenant; none before this process has polled the tenant.
 *   <li>After a token, whichever key signed it, the next comes within {@code every}, a little early by a jitter.
 *   <li>If the published keys changed since the last one, or if its key was the first that is not published, it is requested
 *       after the minimum distance: one minute, 1 s on loopback, or {@code every} if that is shorter.
 *   <li>After n consecutive refusals it is requested after {@code every} × 2^(n−1), at most one hour or {@code every}, and not
 *       before the provider's {@code Retry-After}. A failure on this machine is retried after the minimum distance.
 *   <li>A canary whose last attempt is in the future, because the clock was set back, is due immediately.
 * </ol>
 */
final class CanarySchedule {

    private static final Duration LEAST_APART = Duration.ofMinutes(1);
    private static final Duration LEAST_APART_ON_LOOPBACK = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 12;
    private static final double EARLIEST = 0.90;
    private static final double LATEST = 0.95;

    private CanarySchedule() {}

    static boolean isDue(Tenant tenant, Canary canary, CanaryState state, TenantState known, Instant now) {
        boolean ahead = state.lastAttempt().filter(now::isBefore).isPresent();
        boolean named = known.metadata().isPresent() || canary.tokenEndpoint().isPresent();
        return known.polledHere()
                && known.watchedSince().isPresent()
                && named
                && (ahead || !now.isBefore(dueAt(tenant, canary, state, known)));
    }

    static Instant dueAt(Tenant tenant, Canary canary, CanaryState state, TenantState known) {
        Duration least = shorter(tenant.onLoopback() ? LEAST_APART_ON_LOOPBACK : LEAST_APART, canary.every());
        if (state.lastAttempt().isEmpty()) {
            return state.since().plus(part(least, fraction(tenant)));
        }
        Instant last = state.lastAttempt().get();
        Optional<CanaryState.Failure> refusal =
                state.failure().filter(failure -> !failure.reason().unpublished());
        if (refusal.isPresent()) {
            return afterFailure(canary, state, refusal.get(), least, last);
        }
        boolean unconfirmed = state.failure().isPresent() && state.failures() == 1;
        boolean soon = unconfirmed || !state.keys().equals(known.jwksSha256());
        return last.plus(soon ? least : part(canary.every(), EARLIEST + fraction(tenant) * (LATEST - EARLIEST)));
    }

    private static Instant afterFailure(
            Canary canary, CanaryState state, CanaryState.Failure failure, Duration least, Instant last) {
        if (failure.reason().local()) {
            return last.plus(least);
        }
        Duration most =
                shorter(LONGEST_BACK_OFF, canary.every()).equals(canary.every()) ? LONGEST_BACK_OFF : canary.every();
        Duration backedOff = canary.every().multipliedBy(1L << Math.min(MOST_DOUBLINGS, state.failures() - 1));
        Instant next = last.plus(shorter(backedOff, most));
        return failure.notBefore().filter(next::isBefore).orElse(next);
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** From 0 to 1, always the same for a tenant. */
    private static double fraction(Tenant tenant) {
        return (PollSchedule.mixed(tenant.id().value().hashCode()) >>> 1) / (double) Integer.MAX_VALUE;
    }
}
