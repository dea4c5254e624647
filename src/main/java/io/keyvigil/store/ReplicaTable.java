package io.keyvigil.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table {@code replica}, PostgreSQL only: the running replicas, by the database's clock. */
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
     * @return false if other replicas have removed this one: it no longer holds tenants
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
     * Whether it has reached the database for a whole lease without a gap. Only then does the silence of others mean that
     * they no longer run: after an outage of the database all were silent.
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

    /** The replicas with an expired lease, locked for this transaction. */
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

    /** The number of running replicas with the same watch list, including this one. */
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
