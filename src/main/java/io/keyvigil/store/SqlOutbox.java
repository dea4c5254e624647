package io.keyvigil.store;

import io.keyvigil.notify.Outbox;
import io.keyvigil.notify.OutboxEntry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The tables {@code outbox}, the notifications that wait for delivery, and {@code notified_risk}, the risks that were
 * notified and have not resolved. In a store of several processes, the process whose name an entry contains owns it.
 */
final class SqlOutbox implements Outbox {

    private static final String SELECT =
            "SELECT number, receiver, id, subject, noted, body FROM outbox ORDER BY number";
    private static final String INSERT =
            """
            INSERT INTO outbox (receiver, id, subject, noted, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (receiver, id) DO NOTHING
            """;
    private static final String DELETE = "DELETE FROM outbox WHERE receiver = ? AND id = ?";

    private final Transactions transactions;
    private final Optional<OutboxOwner> owner;
    private final RiskTable told = new RiskTable("notified_risk");

    /** For a store of this process only. */
    SqlOutbox(Transactions transactions) {
        this(transactions, Optional.empty());
    }

    private SqlOutbox(Transactions transactions, Optional<OutboxOwner> owner) {
        this.transactions = transactions;
        this.owner = owner;
    }

    /** For a store that other processes use too. This process has that name in the table {@code replica} while it runs. */
    static SqlOutbox shared(Transactions transactions, String replica) {
        return new SqlOutbox(transactions, Optional.of(new OutboxOwner(replica)));
    }

    @Override
    public Kept load() {
        return attempt(() -> new Kept(
                transactions.read(told::load),
                owner.map(own -> transactions.write(own::takeNobodys))
                        .orElseGet(() -> transactions.read(SqlOutbox::all))));
    }

    private static List<OutboxEntry> all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            return entries(statement);
        }
    }

    /** Returns the entries in the order of writing. */
    static List<OutboxEntry> entries(PreparedStatement statement) throws SQLException {
        Map<Long, OutboxEntry> entries = new TreeMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.put(
                        row.getLong("number"),
                        new OutboxEntry(
                                row.getString("receiver"),
                                row.getString("id"),
                                row.getString("subject"),
                                Columns.moment(row, "noted").orElseThrow(),
                                row.getString("body")));
            }
        }
        return List.copyOf(entries.values());
    }

    @Override
    public Collection<OutboxEntry> write(Change change) {
        return attempt(() -> transactions.write(connection -> {
            delete(connection, change.removed());
            insert(connection, change.added());
            told.write(connection, change.told());
            told.delete(connection, change.over());
            return owner.isPresent() ? owner.get().claim(connection, change.added()) : List.of();
        }));
    }

    @Override
    public List<OutboxEntry> takeOver(Instant notedBefore) {
        return owner.map(own ->
                        attempt(() -> transactions.write(connection -> own.takeOrphans(connection, notedBefore))))
                .orElse(List.of());
    }

    private static <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (HistoryUnavailable e) {
            throw new OutboxUnavailable(e.getMessage(), e);
        }
    }

    private static void insert(Connection connection, Collection<OutboxEntry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (OutboxEntry entry : entries) {
                statement.setString(1, entry.receiver());
                statement.setString(2, entry.id());
                statement.setString(3, entry.subject());
                statement.setLong(4, entry.noted().toEpochMilli());
                Columns.setText(statement, 5, Optional.of(entry.body()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void delete(Connection connection, Collection<OutboxEntry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            for (OutboxEntry entry : entries) {
                statement.setString(1, entry.receiver());
                statement.setString(2, entry.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
