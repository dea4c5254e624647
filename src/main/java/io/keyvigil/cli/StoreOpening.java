package io.keyvigil.cli;

import io.keyvigil.store.Store;
import io.keyvigil.store.StoreRefused;
import io.keyvigil.tenant.WatchListSource.OnError;
import io.keyvigil.watch.HistoryKeeper;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Opens the store at start. With {@link OnError#DEGRADE} an unusable store does not prevent the start: monitoring continues
 * without it and without past data, and opening is retried.
 */
@Singleton
final class StoreOpening {

    private static final Logger LOG = Logger.getLogger(StoreOpening.class);

    private final KeyvigilConfig config;
    private final Store store;
    private final HistoryKeeper keeper;
    private boolean refused;

    StoreOpening(KeyvigilConfig config, Store store, HistoryKeeper keeper) {
        this.config = config;
        this.store = store;
        this.keeper = keeper;
    }

    /** @throws StoreRefused if the process must not start without the store */
    void atStart() {
        try {
            store.open();
        } catch (StoreRefused e) {
            if (config.watchlistOnError() == OnError.FAIL) {
                throw e;
            }
            refused = true;
            keeper.failed(e.getMessage());
            LOG.warnf("event=store-refused reason=\"%s\"", e.getMessage());
        }
    }

    /**
     * Opens a store that could not be opened at start, or checks an open one. The caller must call it every minute, in one
     * thread.
     */
    void again() {
        if (refused) {
            open();
        } else {
            store.check().ifPresent(keeper::failed);
        }
    }

    private void open() {
        try {
            store.open();
            refused = false;
            LOG.info("event=store-opened");
        } catch (StoreRefused e) {
            LOG.debugf("event=store-refused reason=\"%s\"", e.getMessage());
        }
    }
}
