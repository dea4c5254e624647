package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds tenants that may be due for a poll without examining every tenant each second.
 *
 * <ol>
 *   <li>It returns every tenant that is due by {@link PollSchedule}, and every one that shares an address with one.
 *       {@link PollSchedule} selects the tenants to poll from them.
 *   <li>A tenant that it returned because of the time is returned again only after the next {@link #put}.
 *   <li>While the clock is before a time that it has already shown, it returns all tenants.
 *   <li>A tenant is in it once, and once more for each time that its next poll was moved to an earlier second.
 *   <li>Finding overdue tenants costs time only for those that are overdue.
 * </ol>
 */
final class PollAgenda {

    private final Map<TenantId, WatchedTenant> tenants;
    private final TreeMap<Long, List<WatchedTenant>> bySecond = new TreeMap<>();
    private final TenantsByKey<String> byAddress = new TenantsByKey<>(Integer.MAX_VALUE);
    /** The tenants that were returned because of the time and not put since: their poll is queued or in flight. */
    private final Set<WatchedTenant> named = new HashSet<>();

    private Instant latest = Instant.MIN;

    /** @param tenants the live map of the watched tenants */
    PollAgenda(Map<TenantId, WatchedTenant> tenants) {
        this.tenants = tenants;
    }

    /** Records the time and address of the next poll of a tenant; ignored if it is no longer watched. */
    synchronized void put(WatchedTenant tenant) {
        TenantId id = tenant.tenant().id();
        if (!tenant.isWatched()) {
            return;
        }
        named.remove(tenant);
        String address = PollSchedule.address(tenant.tenant(), tenant.latest()).orElse(WatchedTenant.NO_ADDRESS);
        if (!address.equals(tenant.plannedAddress())) {
            unlist(tenant);
            if (!address.equals(WatchedTenant.NO_ADDRESS)) {
                byAddress.add(address, id);
            }
        }
        if (tenant.latest().polledHere()) {
            tenant.latest().health().lastAttempt().filter(latest::isBefore).ifPresent(attempt -> latest = attempt);
        }
        plan(tenant, address);
    }

    private void plan(WatchedTenant tenant, String address) {
        long second = tenant.dueAt().getEpochSecond();
        if (second < tenant.plannedSecond()) {
            bySecond.computeIfAbsent(second, first -> new ArrayList<>()).add(tenant);
        }
        tenant.plan(Math.min(second, tenant.plannedSecond()), address);
    }

    /** Called when the tenant is no longer watched. */
    synchronized void forget(WatchedTenant tenant) {
        tenant.letGo();
        named.remove(tenant);
        unlist(tenant);
    }

    private void unlist(WatchedTenant tenant) {
        byAddress.remove(tenant.plannedAddress(), tenant.tenant().id());
    }

    synchronized Collection<WatchedTenant> candidates(Instant now) {
        if (now.isBefore(latest)) {
            return tenants.values();
        }
        latest = now;
        List<WatchedTenant> due = takeDue(now);
        Set<WatchedTenant> candidates = new LinkedHashSet<>(due);
        due.stream()
                .map(WatchedTenant::plannedAddress)
                .filter(byAddress::isShared)
                .distinct()
                .flatMap(address -> byAddress.tenants(address).stream())
                .map(tenants::get)
                .filter(Objects::nonNull)
                .forEach(candidates::add);
        return candidates;
    }

    /** The tenants whose poll was due before that time and has not been made since; in no order. */
    synchronized Collection<WatchedTenant> overdue(Instant now) {
        Set<WatchedTenant> reached = new HashSet<>(named);
        bySecond.headMap(now.getEpochSecond(), true).values().forEach(reached::addAll);
        reached.removeIf(tenant -> !tenant.isWatched() || !tenant.dueAt().isBefore(now));
        return reached;
    }

    private List<WatchedTenant> takeDue(Instant now) {
        List<WatchedTenant> due = new ArrayList<>();
        SortedMap<Long, List<WatchedTenant>> reached = bySecond.headMap(now.getEpochSecond(), true);
        Map<Long, List<WatchedTenant>> taken = new TreeMap<>(reached);
        reached.clear();
        taken.forEach((second, planned) -> planned.stream()
                .filter(tenant -> tenant.plannedSecond() == second)
                .forEach(tenant -> {
                    tenant.plan(WatchedTenant.UNPLANNED, tenant.plannedAddress());
                    if (tenant.isWatched()) {
                        take(tenant, now, due);
                    }
                }));
        return due;
    }

    /** A tenant that is due later, even in this second, keeps its place with the new time. */
    private void take(WatchedTenant tenant, Instant now, List<WatchedTenant> due) {
        if (tenant.dueAt().isAfter(now)) {
            plan(tenant, tenant.plannedAddress());
        } else {
            due.add(tenant);
            named.add(tenant);
        }
    }
}
