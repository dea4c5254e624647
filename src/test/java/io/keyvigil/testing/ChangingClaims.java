package io.keyvigil.testing;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.Claims;
import java.util.List;

/** Holds every tenant until another replica takes them all. */
final class ChangingClaims implements Claims {

    private boolean holding = true;

    void leaveAll() {
        holding = false;
    }

    void takeAll() {
        holding = true;
    }

    @Override
    public boolean holds(TenantId tenant) {
        return holding;
    }

    @Override
    public void renew(WatchList watchList) {
        // Who holds what is for the test to say.
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void release() {
        holding = false;
    }
}
