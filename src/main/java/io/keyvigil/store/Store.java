package io.keyvigil.store;

import io.keyvigil.cache.CacheReports;
import io.keyvigil.notify.Outbox;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.KeyHistory;
import java.io.IOException;
import java.util.Optional;

/**
 * The store that is in force: a file of this process alone, or a database that several processes share. Each part is made once.
 * Until the store is open, every part fails with the reason.
 */
public interface Store extends AutoCloseable {

    /** States and events. */
    KeyHistory history();

    /** Which tenants this process polls. */
    Claims claims();

    /** Notifications that wait for their receivers. */
    Outbox outbox();

    RiskHistory risks();

    /** What consumers report of their caches. */
    CacheReports reports();

    /** Single texts by name. */
    RememberedTexts texts();

    /**
     * Makes it ready for use. If it was refused, it can be tried again.
     *
     * @throws StoreRefused if it cannot be used until an operator changes something
     */
    void open();

    /**
     * Compares what is open with what the next process will find, and refuses to write if they differ. To be called every minute.
     *
     * @return how they differ and what to do
     */
    Optional<String> check();

    @Override
    void close() throws IOException;
}
