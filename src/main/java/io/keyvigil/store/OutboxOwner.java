package io.keyvigil.store;

import io.keyvigil.notify.OutboxEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which process delivers an entry of the table {@code outbox}, PostgreSQL only. */
final class OutboxOwner {

    private static final String TAKE =
            """
            UPDATE outbox SET replica = ? WHERE number IN (SELECT number FROM outbox WHERE %s FOR UPDATE SKIP LOCKED)
            RETURNING number, receiver, id, subject, noted, body
            """;
    private static final String OF_NOBODY = TAKE.formatted("replica IS NULL");
    private static final String ORPHANS =
            TAKE.formatted("noted < ? AND replica <> ? AND replica NOT IN (SELECT alive.replica FROM replica alive)");
    private static final String CLAIM =
            "UPDATE outbox SET replica = ? WHERE receiver = ? AND id = ? AND (replica IS NULL OR replica = ?)";

    private final String replica;

    OutboxOwner(String replica) {
        this.replica = replica;
    }

    /** Those of programs that did not say whose they are. */
    List<OutboxEntry> takeNobodys(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_NOBODY)) {
            statement.setString(1, replica);
            return SqlOutbox.entries(statement);
        }
    }

    /** Those of processes that are gone. */
    List<OutboxEntry> takeOrphans(Connection connection, Instant notedBefore) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ORPHANS)) {
            statement.setString(1, replica);
            statement.setLong(2, notedBefore.toEpochMilli());
            statement.setString(3, replica);
            return SqlOutbox.entries(statement);
        }
    }

    /** Puts its name to them; gives those that bear another's. */
    Collection<OutboxEntry> claim(Connection connection, Collection<OutboxEntry> entries) throws SQLException {
        List<OutboxEntry> others = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            for (OutboxEntry entry : entries) {
                statement.setString(1, replica);
                statement.setString(2, entry.receiver());
                statement.setString(3, entry.id());
                statement.setString(4, replica);
                if (statement.executeUpdate() == 0) {
                    others.add(entry);
                }
            }
        }
        return others;
    }
}
