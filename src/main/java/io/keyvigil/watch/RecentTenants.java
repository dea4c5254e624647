package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The {@value #MOST} tenants whose keys changed last. */
final class RecentTenants {

    private static final int MOST = 64;

    private final Deque<TenantId> latestFirst = new ArrayDeque<>(MOST);

    synchronized void add(TenantId tenant) {
        latestFirst.remove(tenant);
        if (latestFirst.size() == MOST) {
            latestFirst.removeLast();
        }
        latestFirst.addFirst(tenant);
    }

    synchronized List<TenantId> latestFirst() {
        return List.copyOf(latestFirst);
    }
}
