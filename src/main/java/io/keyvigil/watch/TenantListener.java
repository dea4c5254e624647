package io.keyvigil.watch;

/**
 * Is notified of every poll after all {@link PollListener}s, with the tenant. It does not need to look the tenant up, which
 * costs a tenth of a poll with 100,000 tenants. Must be quick and must not throw.
 */
public interface TenantListener {

    void polled(WatchedTenant watched);
}
