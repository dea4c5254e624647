package io.keyvigil.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table {@code replica}, PostgreSQL only: who is alive, by the database's clock. */
final class ReplicaTable {

    private static final String RENEW =
            """
            UPDATE replica SET watch_list = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond',
                steady_since = CASE WHEN ? AND lease_until > clock_timestamp() THEN steady_since ELSE clock_timestamp() END
            WHERE replica = ?
            """;
    private static final String REGISTER =
            """
            INSERT INTO replica (watch_list, lease_until, steady_since, replica)
            VALUES (?, clock_timestamp() + ? * interval '1 millisecond', clock_timestamp(), ?)
            """;
    private static final String SETTLED =
            """
            SELECT 1 FROM replica
            WHERE replica = ? AND steady_since <= clock_timestamp() - ? * interval '1 millisecond'
            """;
    private static final String GONE =
            "SELECT replica FROM replica WHERE lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED";
    private static final String PEERS =
            "SELECT count(*) FROM replica WHERE watch_list = ? AND lease_until >= clock_timestamp()";

    private ReplicaTable() {}

    /**
     * Renews the lease.
     *
     * @param unbroken whether the last renewal of this process succeeded
     * @return false where the others held this replica for gone, so that it holds nothing any more
     */
    static boolean renew(Connection connection, String replica, String watchList, Duration lease, boolean unbroken)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setString(1, watchList);
            statement.setLong(2, lease.toMillis());
            statement.setBoolean(3, unbroken);
            statement.setString(4, replica);
            if (statement.executeUpdate() == 1) {
                return true;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            statement.setString(1, watchList);
            statement.setLong(2, lease.toMillis());
            statement.setString(3, replica);
            statement.executeUpdate();
            return false;
        }
    }

    /**
     * Whether it has reached the database for a whole lease without a gap. Only then the silence of others says that they are
     * gone: after an outage of the database all of them have been silent.
     */
    static boolean settled(Connection connection, String replica, Duration lease) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLED)) {
            statement.setString(1, replica);
            statement.setLong(2, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The replicas whose lease has ended, locked for this transaction. */
    static List<String> gone(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GONE);
                ResultSet row = statement.executeQuery()) {
            List<String> gone = new ArrayList<>();
            while (row.next()) {
                gone.add(row.getString(1));
            }
            return gone;
        }
    }

    static void remove(Connection connection, List<String> replicas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM replica WHERE replica = ANY (?)")) {
            Array array = connection.createArrayOf("text", replicas.toArray());
            statement.setArray(1, array);
            statement.executeUpdate();
        }
    }

    /** How many replicas that are alive, this one included, have the same watch list. */
    static int peers(Connection connection, String watchList) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PEERS)) {
            statement.setString(1, watchList);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Math.max(1, row.getInt(1));
            }
        }
    }
}
