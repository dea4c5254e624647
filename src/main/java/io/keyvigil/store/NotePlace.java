package io.keyvigil.store;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.PollHealth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The place for notes of polls without changes. */
enum NotePlace {

    /** The rows of {@code tenant_state}: other processes read the times of polls there. */
    STATE_ROW(Duration.ofSeconds(10), "SELECT * FROM tenant_state WHERE tenant = ?") {
        @Override
        void write(Connection connection, Map<TenantId, NotedPoll> polls) throws SQLException {
            StateTable.touch(connection, polls);
        }

        @Override
        PollHealth health(ResultSet row) throws SQLException {
            return StateTable.health(row);
        }
    },

    /**
     * The narrow table {@code noted_poll}, for a store of one process. A state row is ten times as wide, so noting a poll there
     * costs more than ten times as much. Failed polls are few and contain more data: they stay in the state rows.
     */
    NOTE_TABLE(
            Duration.ofMinutes(1),
            """
            SELECT state.*, note.last_attempt AS noted_attempt, note.last_success AS noted_success
            FROM tenant_state state LEFT JOIN noted_poll note
                ON note.tenant = state.tenant AND note.version = state.version
            WHERE state.tenant = ?
            """) {
        @Override
        void write(Connection connection, Map<TenantId, NotedPoll> polls) throws SQLException {
            Map<TenantId, NotedPoll> failures = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
                for (Map.Entry<TenantId, NotedPoll> poll : new TreeMap<>(polls).entrySet()) {
                    PollHealth health = poll.getValue().health();
                    if (health.up()) {
                        statement.setString(1, poll.getKey().value());
                        statement.setLong(2, poll.getValue().version());
                        Columns.set(statement, 3, health.lastAttempt());
                        Columns.set(statement, 4, health.lastSuccess());
                        statement.addBatch();
                    } else {
                        failures.put(poll.getKey(), poll.getValue());
                    }
                }
                statement.executeBatch();
            }
            if (!failures.isEmpty()) {
                StateTable.touch(connection, failures);
            }
        }

        @Override
        PollHealth health(ResultSet row) throws SQLException {
            PollHealth written = StateTable.health(row);
            Optional<Instant> attempt = Columns.moment(row, "noted_attempt");
            Optional<Instant> success = Columns.moment(row, "noted_success");
            return written.up()
                            && attempt.filter(written.lastAttempt().orElseThrow()::isBefore)
                                    .isPresent()
                    ? new PollHealth(attempt, success, 0, written.lastFailure(), Optional.empty())
                    : written;
        }
    };

    private static final String UPSERT =
            """
            INSERT INTO noted_poll (tenant, version, last_attempt, last_success) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant) DO UPDATE SET version = excluded.version,
                last_attempt = excluded.last_attempt, last_success = excluded.last_success
            """;

    private final Duration every;
    private final String select;

    NotePlace(Duration every, String select) {
        this.every = every;
        this.select = select;
    }

    /** How often polls are noted there. */
    Duration every() {
        return every;
    }

    /** The query for the state and the note of one tenant. */
    String select() {
        return select;
    }

    abstract void write(Connection connection, Map<TenantId, NotedPoll> polls) throws SQLException;

    /** The poll status of a tenant from a row of {@link #select}: the later of its state and its note. */
    abstract PollHealth health(ResultSet row) throws SQLException;
}
