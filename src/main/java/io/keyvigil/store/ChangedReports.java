package io.keyvigil.store;

import io.keyvigil.cache.CacheReports.Changes;
import io.keyvigil.cache.CacheReports.Pair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the recently written or removed reports, PostgreSQL only. Each is returned at least once, as in
 * {@link ChangedStates}. The first read, a read after a failed one, and one read per hour return all reports: removals are
 * kept for one day only.
 */
final class ChangedReports {

    /** The number of reads, ten seconds apart, between two full ones. */
    private static final int WHOLE_LOOK_EVERY = 360;

    private static final String REMOVED =
            """
            SELECT consumer, tenant FROM removed_report removed WHERE changed_in >= ? AND NOT EXISTS
                (SELECT 1 FROM cache_report WHERE consumer = removed.consumer AND tenant = removed.tenant)
            """;

    private long mark;
    private int untilWholeLook;

    synchronized Changes next(Connection connection) throws SQLException {
        boolean complete = untilWholeLook == 0;
        int left = complete ? WHOLE_LOOK_EVERY : untilWholeLook - 1;
        untilWholeLook = 0;
        long next = ChangedStates.oldestUnderWay(connection);
        // In this order: the second read finds reports that consumers send again after the read for removed ones.
        Set<Pair> removed = complete ? Set.of() : removed(connection);
        Changes changes = new Changes(complete, SqlCacheReports.since(connection, complete ? 0 : mark), removed);
        mark = next;
        untilWholeLook = left;
        return changes;
    }

    private Set<Pair> removed(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVED)) {
            statement.setLong(1, mark);
            Set<Pair> pairs = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    pairs.add(SqlCacheReports.pair(row));
                }
            }
            return pairs;
        }
    }
}
