package io.keyvigil.store;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.Claims.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the recently written states, PostgreSQL only. Each is returned at least once: the states of a transaction that was
 * running at one read are read again at the next. The order of the transactions' numbers and commits does not matter.
 */
final class ChangedStates {

    /** The number below which all transactions are finished: their changes are visible to reads from now on. */
    private static final String OLDEST_UNDER_WAY = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static final String CHANGED = "SELECT * FROM tenant_state WHERE changed_in >= ?";

    private long mark;

    synchronized List<Change> since(Connection connection) throws SQLException {
        long next = oldestUnderWay(connection);
        try (PreparedStatement statement = connection.prepareStatement(CHANGED)) {
            statement.setLong(1, mark);
            List<Change> changes = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    changes.add(new Change(
                            new TenantId(row.getString("tenant")),
                            row.getLong("version"),
                            StateTable.health(row),
                            StateTable.maxAge(row)));
                }
            }
            mark = next;
            return changes;
        }
    }

    static long oldestUnderWay(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDEST_UNDER_WAY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
