package io.keyvigil.store;

import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL database that several processes share.
 *
 * <ol>
 *   <li>A database that is away does not refuse: the schema is brought up to date once it is there.
 *   <li>Of processes that start at once one migrates and the others wait for it, by Flyway's lock.
 *   <li>A schema of a later version is accepted: migrations only add, see the package.
 * </ol>
 */
public final class SharedStore implements Store {

    private static final Logger LOG = Logger.getLogger(SharedStore.class);

    /** The other replicas tell what they read here. */
    private static final Duration NOTE_EVERY = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Flyway flyway;
    private final KeyHistory history;
    private boolean prepared;

    public SharedStore(DataSource dataSource, Flyway flyway) {
        this.dataSource = dataSource;
        this.flyway = flyway;
        this.history = SqlKeyHistory.shared(dataSource);
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void open() {
        try {
            prepare();
        } catch (HistoryUnavailable e) {
            Refusal.of(e).ifPresent(refusal -> {
                throw new StoreRefused("the shared store " + refusal + ": " + e.getMessage(), e);
            });
            LOG.warnf("event=store-away reason=\"%s\"", e.getMessage());
        }
    }

    /**
     * Brings the schema up to date, unless this process has done so already.
     *
     * @throws HistoryUnavailable where it cannot be done now
     */
    synchronized void prepare() {
        if (prepared) {
            return;
        }
        try {
            flyway.migrate();
            prepared = true;
        } catch (FlywayException e) {
            throw new HistoryUnavailable("the store says: " + rootMessage(e), e);
        }
    }

    @Override
    public KeyHistory history() {
        return history;
    }

    @Override
    public Duration noteEvery() {
        return NOTE_EVERY;
    }

    @Override
    public void close() {
        // Its connections belong to the platform.
    }

    private static String rootMessage(FlywayException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return failure.getMessage();
            }
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
