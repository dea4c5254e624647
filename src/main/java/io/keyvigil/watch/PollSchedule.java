package io.keyvigil.watch;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tenants are due for a poll. Pure: depends only on the states and the time. A skipped tick delays a poll and never
 * loses one.
 *
 * <ol>
 *   <li>A tenant that this process has not polled is due immediately, regardless of its stored state.
 *   <li>After a success the next poll comes within {@code poll-every}, a little early by a jitter that depends only on the
 *       address of the keys: tenants that share an address stay in step and share its fetch.
 *   <li>After n failures in a row it comes after {@code poll-every} × 2^(n−1), at most × {@value #LONGEST_BACK_OFF}, and
 *       not before the provider's {@code Retry-After}.
 *   <li>Before the first success, the next poll comes after 1, 2, 4, … 60 s instead if that is sooner: the network, or the
 *       provider, may have started later than this process.
 *   <li>Around an expected rotation it comes four times as often, but never below the minimum interval for the provider,
 *       including jitter.
 *   <li>After the clock was set back, a tenant whose last attempt is in the future is due immediately.
 * </ol>
 */
final class PollSchedule {

    private static final int LONGEST_BACK_OFF = 8;
    private static final int LONGEST_FIRST_BACK_OFF_SECONDS = 60;
    private static final int MOST_DOUBLINGS = 6;
    private static final int FASTER_NEAR_ROTATION = 4;
    private static final Duration FLOOR = Duration.ofSeconds(10);

    /** Microsoft's own rule for its keys endpoint ("never more often than every 5 minutes"). */
    private static final Duration MICROSOFT_FLOOR = Duration.ofMinutes(5);

    private static final List<String> MICROSOFT_HOSTS = List.of(
            "://login.microsoftonline.com/",
            "://login.microsoftonline.us/",
            "://login.partner.microsoftonline.cn/",
            "://sts.windows.net/");

    /** A requested poll may have begun shortly after the start time of a round. */
    private static final Duration MOST_AHEAD = Duration.ofSeconds(1);

    private static final double EARLIEST = 0.90;
    private static final double LATEST = 0.98;
    private static final double EARLIEST_SECOND_POLL = 0.5;

    private PollSchedule() {}

    /** The tenants to poll in this round: those due, and those that share an address with one and are nearly due. */
    static List<WatchedTenant> due(Collection<WatchedTenant> tenants, Instant now) {
        List<WatchedTenant> due =
                tenants.stream().filter(tenant -> isDue(tenant, now)).toList();
        if (due.isEmpty() || due.size() == tenants.size()) {
            return due;
        }
        Set<String> addresses = new HashSet<>();
        due.forEach(tenant -> address(tenant.tenant(), tenant.latest()).ifPresent(addresses::add));
        return tenants.stream()
                .filter(tenant -> isDue(tenant, now) || isDueWith(addresses, tenant, now))
                .toList();
    }

    private static boolean isDueWith(Set<String> addresses, WatchedTenant watched, Instant now) {
        Tenant tenant = watched.tenant();
        return !watched.dueAt().isAfter(now.plusNanos(tenant.pollEvery().toNanos() / 2))
                && address(tenant, watched.latest()).filter(addresses::contains).isPresent()
                && watched.latest().health().up();
    }

    private static boolean isDue(WatchedTenant watched, Instant now) {
        return !watched.dueAt().isAfter(now)
                || watched.latest()
                        .health()
                        .lastAttempt()
                        .filter(now.plus(MOST_AHEAD)::isBefore)
                        .isPresent();
    }

    /** When the tenant's next poll is due. */
    static Instant dueAt(Tenant tenant, TenantState state) {
        return state.polledHere() ? afterAttempt(tenant, state) : Instant.MIN;
    }

    /** The start of the poll after the last attempt, of any process. */
    static Instant afterAttempt(Tenant tenant, TenantState state) {
        PollHealth health = state.health();
        Instant last = health.lastAttempt().orElseThrow();
        if (health.failures() > 0) {
            Instant next = last.plus(jittered(backedOff(tenant, state), tenant, state));
            return health.retryNotBefore().filter(next::isBefore).orElse(next);
        }
        Duration usual = politely(jittered(tenant.pollEvery(), tenant, state), tenant);
        return last.plus(isRotationNear(tenant, state, last) ? faster(usual, tenant) : usual);
    }

    private static Duration backedOff(Tenant tenant, TenantState state) {
        int doublings = Math.min(state.health().failures() - 1, MOST_DOUBLINGS);
        Duration usual = tenant.pollEvery().multipliedBy(Math.min(1 << doublings, LONGEST_BACK_OFF));
        Duration first = Duration.ofSeconds(Math.min(1 << doublings, LONGEST_FIRST_BACK_OFF_SECONDS));
        return state.watchedSince().isEmpty() && first.compareTo(usual) < 0 ? first : usual;
    }

    private static boolean isRotationNear(Tenant tenant, TenantState state, Instant last) {
        return Cadence.of(state)
                .filter(cadence ->
                        cadence.expectedAround(last) || cadence.expectedAround(last.plus(tenant.pollEvery())))
                .isPresent();
    }

    /** Jitter must not violate Microsoft's rule; only a shorter interval from the operator may. */
    private static Duration politely(Duration jittered, Tenant tenant) {
        boolean bound =
                floor(tenant).equals(MICROSOFT_FLOOR) && tenant.pollEvery().compareTo(MICROSOFT_FLOOR) >= 0;
        return bound && jittered.compareTo(MICROSOFT_FLOOR) < 0 ? MICROSOFT_FLOOR : jittered;
    }

    private static Duration faster(Duration usual, Tenant tenant) {
        Duration faster = usual.dividedBy(FASTER_NEAR_ROTATION);
        Duration floor = floor(tenant);
        Duration floored = faster.compareTo(floor) < 0 ? floor : faster;
        return floored.compareTo(usual) < 0 ? floored : usual;
    }

    private static Duration floor(Tenant tenant) {
        String address = tenant.source() instanceof KeySource.Discovery discovery
                ? discovery.uri()
                : tenant.source() instanceof KeySource.JwksUri jwks ? jwks.uri() : "";
        return MICROSOFT_HOSTS.stream().anyMatch(address::contains) ? MICROSOFT_FLOOR : FLOOR;
    }

    private static Duration jittered(Duration interval, Tenant tenant, TenantState state) {
        String seed = address(tenant, state).orElse(tenant.id().value());
        double fraction = (mixed(seed.hashCode()) >>> 1) / (double) Integer.MAX_VALUE;
        boolean secondPoll = state.health().lastSuccess().equals(state.watchedSince());
        double earliest = secondPoll ? EARLIEST_SECOND_POLL : EARLIEST;
        return Duration.ofNanos((long) (interval.toNanos() * (earliest + fraction * (LATEST - earliest))));
    }

    /** Spreads the neighboring hash codes of similar addresses over the whole range (the finalizer of MurmurHash3). */
    static int mixed(int hash) {
        int mixed = hash;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    /** The address of the keys; empty while it is unknown, and for files. */
    static Optional<String> address(Tenant tenant, TenantState state) {
        if (tenant.source() instanceof KeySource.JwksUri jwks) {
            return Optional.of(jwks.uri());
        }
        return state.metadata().map(metadata -> metadata.jwksUri());
    }
}
