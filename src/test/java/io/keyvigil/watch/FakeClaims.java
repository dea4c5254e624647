package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Claims that a test gives and takes. */
final class FakeClaims implements Claims {

    private final Set<TenantId> elsewhere = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private boolean away;

    void giveAway(TenantId tenant) {
        elsewhere.add(tenant);
    }

    void takeOver(TenantId tenant) {
        elsewhere.remove(tenant);
    }

    void tell(Change change) {
        changes.add(change);
    }

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public boolean holds(TenantId tenant) {
        return !elsewhere.contains(tenant);
    }

    @Override
    public void renew(WatchList watchList) {
        if (away) {
            throw new KeyHistory.HistoryUnavailable("the database is away", null);
        }
    }

    @Override
    public List<Change> changes() {
        List<Change> told = List.copyOf(changes);
        changes.clear();
        return told;
    }

    @Override
    public void release() {
        elsewhere.clear();
    }
}
