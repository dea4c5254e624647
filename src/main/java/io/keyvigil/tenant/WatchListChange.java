package io.keyvigil.tenant;

/** How many tenants one watch list has that another had not, and so on. */
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
