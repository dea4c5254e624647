package io.keyvigil.watch;

/**
 * Hears of every poll after all {@link PollListener}s, with the tenant as it is by then: who looks at the whole state has no need
 * to look the tenant up, which of a hundred thousand costs a tenth of a poll. Must be quick and must not throw.
 */
public interface TenantListener {

    void polled(WatchedTenant watched);
}
