package io.keyvigil.tenant;

/** The numbers of tenants that were added, removed and changed between two watch lists. */
record WatchListChange(long added, long removed, long changed) {

    static WatchListChange between(WatchList before, WatchList after) {
        long kept = after.tenants().keySet().stream()
                .filter(before.tenants()::containsKey)
                .count();
        long changed = after.tenants().values().stream()
                .filter(tenant -> before.tenants().containsKey(tenant.id()))
                .filter(tenant -> !tenant.equals(before.tenants().get(tenant.id())))
                .count();
        return new WatchListChange(
                after.tenants().size() - kept, before.tenants().size() - kept, changed);
    }
}
