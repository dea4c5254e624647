package io.keyvigil.store;

import io.keyvigil.notify.OutboxEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The process that delivers an entry of the table {@code outbox}, PostgreSQL only. */
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

    /** The entries of older programs that did not record an owner. */
    List<OutboxEntry> takeNobodys(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_NOBODY)) {
            statement.setString(1, replica);
            return SqlOutbox.entries(statement);
        }
    }

    /** The entries of processes that no longer run. */
    List<OutboxEntry> takeOrphans(Connection connection, Instant notedBefore) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ORPHANS)) {
            statement.setString(1, replica);
            statement.setLong(2, notedBefore.toEpochMilli());
            statement.setString(3, replica);
            return SqlOutbox.entries(statement);
        }
    }

    /** Makes this process the owner of these entries, except of those with another owner. Returns the latter. */
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
