package io.keyvigil.store;

import io.keyvigil.risk.ResolvedRisk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code resolved_risk}: the latest resolved risks; each is read once. The writers limit its size. */
final class ResolvedRiskTable {

    private static final String WRITE =
            """
            INSERT INTO resolved_risk (risk, tenant, consumer, severity, since, deadline, summary, evidence, resolved_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (risk, tenant, consumer, since) DO NOTHING
            """;
    private static final String LATEST =
            "SELECT number FROM resolved_risk ORDER BY resolved_at DESC, number DESC LIMIT ?";
    private static final String PRUNE = "DELETE FROM resolved_risk WHERE number NOT IN (" + LATEST + ")";

    /** The known risks by number; empty if a later version wrote the risk. */
    private Map<Long, Optional<ResolvedRisk>> known = Map.of();

    synchronized List<ResolvedRisk> latest(Connection connection, int most) throws SQLException {
        List<Long> numbers = numbers(connection, most);
        Map<Long, Optional<ResolvedRisk>> latest = new HashMap<>(known);
        latest.keySet().retainAll(Set.copyOf(numbers));
        read(
                connection,
                numbers.stream().filter(number -> !known.containsKey(number)).toList(),
                latest);
        known = latest;
        return latest.values().stream().flatMap(Optional::stream).toList();
    }

    private static List<Long> numbers(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setInt(1, most);
            List<Long> numbers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
            return numbers;
        }
    }

    private static void read(Connection connection, List<Long> numbers, Map<Long, Optional<ResolvedRisk>> into)
            throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM resolved_risk WHERE number IN (" + list + ")");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                into.put(row.getLong("number"), read(row));
            }
        }
    }

    private static Optional<ResolvedRisk> read(ResultSet row) throws SQLException {
        Instant at = Columns.moment(row, "resolved_at").orElseThrow();
        return RiskRow.read(row).map(risk -> new ResolvedRisk(risk, at));
    }

    static void write(Connection connection, Collection<ResolvedRisk> resolved, int most) throws SQLException {
        if (resolved.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            for (ResolvedRisk each : resolved) {
                RiskRow.set(statement, each.risk());
                statement.setLong(9, each.at().toEpochMilli());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(PRUNE)) {
            statement.setInt(1, most);
            statement.executeUpdate();
        }
    }
}
