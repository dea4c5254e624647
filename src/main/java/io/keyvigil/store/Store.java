package io.keyvigil.store;

import io.keyvigil.cache.CacheReports;
import io.keyvigil.notify.Outbox;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.KeyHistory;
import java.io.IOException;
import java.util.Optional;

/**
 * The configured store: a file of this process only, or a database that several processes share. Each part is created once.
 * Until the store is open, every part fails with the reason.
 */
public interface Store extends AutoCloseable {

    /** States and events. */
    KeyHistory history();

    /** The tenants that this process polls. */
    Claims claims();

    /** Notifications that wait for delivery. */
    Outbox outbox();

    RiskHistory risks();

    /** The reports of consumers about their caches. */
    CacheReports reports();

    /** Single texts by name. */
    RememberedTexts texts();

    /**
     * Opens the store. Can be called again after a refusal.
     *
     * @throws StoreRefused if it cannot be used until an operator changes something
     */
    void open();

    /**
     * Compares the open store with the one that the next process will find, and refuses to write if they differ. The caller
     * must call it every minute.
     *
     * @return the difference and the fix
     */
    Optional<String> check();

    @Override
    void close() throws IOException;
}
