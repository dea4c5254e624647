package io.keyvigil.store;

import io.keyvigil.cache.CacheReports;
import io.keyvigil.notify.Outbox;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL database that several processes share.
 *
 * <ol>
 *   <li>An unavailable database is not a refusal. No part queries it until it is available and its schema is up to date.
 *   <li>If several processes start concurrently, one migrates and the others wait, by Flyway's lock.
 *   <li>A schema of a later version is accepted: migrations only add, see the package description.
 * </ol>
 */
public final class SharedStore implements Store {

    private static final Logger LOG = Logger.getLogger(SharedStore.class);

    private final Flyway flyway;
    private final Transactions transactions;
    private final KeyHistory history;
    private final Claims claims;
    private final Outbox outbox;
    private final RiskHistory risks;
    private final CacheReports reports;
    private final RememberedTexts texts;
    private boolean prepared;

    public SharedStore(DataSource dataSource, Flyway flyway) {
        String replica = UUID.randomUUID().toString();
        this.flyway = flyway;
        this.transactions = new Transactions(dataSource, Transactions.MANY_WRITERS);
        this.history = new SqlKeyHistory(transactions, NotePlace.STATE_ROW);
        this.claims = new SharedClaims(this::prepare, transactions, replica);
        this.outbox = SqlOutbox.shared(transactions, replica);
        this.risks = SqlRiskHistory.shared(transactions);
        this.reports = SqlCacheReports.shared(transactions);
        this.texts = new RememberedTexts(transactions);
    }

    @Override
    public KeyHistory history() {
        return history;
    }

    @Override
    public Claims claims() {
        return claims;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public RiskHistory risks() {
        return risks;
    }

    @Override
    public CacheReports reports() {
        return reports;
    }

    @Override
    public RememberedTexts texts() {
        return texts;
    }

    @Override
    public void open() {
        try {
            prepare();
        } catch (HistoryUnavailable e) {
            Refusal.of(e).ifPresent(refusal -> {
                throw new StoreRefused("the shared store " + refusal + ": " + e.getMessage(), e);
            });
            LOG.warnf("event=store-unavailable reason=\"%s\"", e.getMessage());
        }
    }

    /**
     * Brings the schema up to date, unless this process has done so already.
     *
     * @throws HistoryUnavailable if this is impossible now
     */
    private synchronized void prepare() {
        if (prepared) {
            return;
        }
        try {
            flyway.migrate();
            prepared = true;
            transactions.open();
        } catch (FlywayException e) {
            HistoryUnavailable away = new HistoryUnavailable("the store says: " + rootMessage(e), e);
            transactions.close(away);
            throw away;
        }
    }

    @Override
    public Optional<String> check() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The platform closes the connections.
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
