package io.keyvigil.store;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import io.keyvigil.watch.KeyHistory.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The table {@code key_event}: the events in the order of detection; the latest 10,000 per tenant. */
final class EventTable {

    private static final int MOST_A_TENANT = 10_000;
    private static final int MOST_LATEST = 100;

    private static final String INSERT =
            "INSERT INTO key_event (tenant, kind, at, kid, thumbprint, detail, version) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String PRUNE =
            """
            DELETE FROM key_event WHERE tenant = ? AND number <=
                (SELECT number FROM key_event WHERE tenant = ? ORDER BY number DESC LIMIT 1 OFFSET ?)
            """;
    private static final String CORRECT = "UPDATE key_event SET at = ? WHERE tenant = ? AND at > ?";
    private static final String SELECT =
            """
            SELECT number, kind, at, kid, thumbprint, detail FROM key_event
            WHERE tenant = ? AND at >= ? AND number < ? ORDER BY number DESC LIMIT ?
            """;

    private static final String SELECT_AFTER =
            """
            SELECT kind, at, kid, thumbprint, detail FROM key_event
            WHERE tenant = ? AND version > ? ORDER BY number DESC LIMIT ?
            """;

    private EventTable() {}

    static void write(Connection connection, TenantId tenant, List<Step> steps) throws SQLException {
        if (steps.stream().allMatch(step -> step.events().isEmpty())) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Step step : steps) {
                for (KeyEvent event : step.events()) {
                    set(statement, tenant, event);
                    statement.setLong(7, step.version());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
        prune(connection, tenant);
    }

    /** Sets that time for events with later times. */
    static void correct(Connection connection, TenantId tenant, Instant latest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CORRECT)) {
            statement.setLong(1, latest.toEpochMilli());
            statement.setString(2, tenant.value());
            statement.setLong(3, latest.toEpochMilli());
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, TenantId tenant, KeyEvent event) throws SQLException {
        statement.setString(1, tenant.value());
        statement.setString(2, event.kind().code());
        statement.setLong(3, event.at().toEpochMilli());
        Columns.setText(statement, 4, event.kid());
        Columns.setText(statement, 5, event.thumbprint().map(JwkThumbprint::value));
        Columns.setText(statement, 6, Optional.of(event.detail()));
    }

    private static void prune(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRUNE)) {
            statement.setString(1, tenant.value());
            statement.setString(2, tenant.value());
            statement.setInt(3, MOST_A_TENANT);
            statement.executeUpdate();
        }
    }

    static List<NumberedEvent> read(
            Connection connection, TenantId tenant, Optional<Instant> since, OptionalLong before, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, tenant.value());
            statement.setLong(2, since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
            statement.setLong(3, before.orElse(Long.MAX_VALUE));
            statement.setInt(4, limit);
            List<NumberedEvent> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    KeyEventKind kind = kind(row.getString("kind"));
                    events.add(new NumberedEvent(row.getLong("number"), event(row, kind)));
                }
            }
            return events;
        }
    }

    /** Returns the latest {@value #MOST_LATEST}, the oldest first. */
    static List<KeyEvent> readLatest(Connection connection, TenantId tenant) throws SQLException {
        List<KeyEvent> latest = new ArrayList<>();
        read(connection, tenant, Optional.empty(), OptionalLong.empty(), MOST_LATEST)
                .forEach(event -> latest.add(0, event.event()));
        return latest;
    }

    /** Returns the events of later versions, at most {@value #MOST_LATEST}, the oldest first. */
    static List<KeyEvent> readAfter(Connection connection, TenantId tenant, long version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_AFTER)) {
            statement.setString(1, tenant.value());
            statement.setLong(2, version);
            statement.setInt(3, MOST_LATEST);
            List<KeyEvent> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(0, event(row, kind(row.getString("kind"))));
                }
            }
            return events;
        }
    }

    private static KeyEvent event(ResultSet row, KeyEventKind kind) throws SQLException {
        return new KeyEvent(
                kind,
                Instant.ofEpochMilli(row.getLong("at")),
                Columns.text(row, "kid"),
                Columns.text(row, "thumbprint").flatMap(JwkThumbprint::read),
                row.getString("detail"));
    }

    private static KeyEventKind kind(String code) {
        return Arrays.stream(KeyEventKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the store holds an unknown kind of event: " + code));
    }
}
