package io.keyvigil.cli;

import io.keyvigil.store.Store;
import io.keyvigil.store.StoreRefused;
import io.keyvigil.tenant.WatchListSource.OnError;
import io.keyvigil.watch.HistoryKeeper;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Opens the store at start. With {@link OnError#DEGRADE} one that cannot be used keeps nothing from starting: the watch goes on
 * without it, blind to what was, and it is tried again.
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

    /** @throws StoreRefused where the process must not start without it */
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

    /** Opens what was refused at start, or checks what is open. To be called every minute, by one thread. */
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
