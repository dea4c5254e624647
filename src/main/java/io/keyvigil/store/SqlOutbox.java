package io.keyvigil.store;

import io.keyvigil.notify.Outbox;
import io.keyvigil.notify.OutboxEntry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables {@code outbox}, what waits for its receivers, and {@code notified_risk}, what was told and is not over. */
public final class SqlOutbox implements Outbox {

    private static final String SELECT = "SELECT receiver, id, subject, noted, body FROM outbox ORDER BY number";
    private static final String INSERT =
            """
            INSERT INTO outbox (receiver, id, subject, noted, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (receiver, id) DO NOTHING
            """;
    private static final String DELETE = "DELETE FROM outbox WHERE receiver = ? AND id = ?";

    private final Transactions transactions;
    private final RiskTable told = new RiskTable("notified_risk");

    public SqlOutbox(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Kept load() {
        try {
            return new Kept(transactions.read(told::load), transactions.read(SqlOutbox::entries));
        } catch (HistoryUnavailable e) {
            throw new OutboxUnavailable(e.getMessage(), e);
        }
    }

    private static List<OutboxEntry> entries(Connection connection) throws SQLException {
        List<OutboxEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(new OutboxEntry(
                        row.getString("receiver"),
                        row.getString("id"),
                        row.getString("subject"),
                        Columns.moment(row, "noted").orElseThrow(),
                        row.getString("body")));
            }
        }
        return entries;
    }

    @Override
    public void write(Change change) {
        try {
            transactions.write(connection -> {
                delete(connection, change.removed());
                insert(connection, change.added());
                told.write(connection, change.told());
                told.delete(connection, change.over());
                return null;
            });
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
