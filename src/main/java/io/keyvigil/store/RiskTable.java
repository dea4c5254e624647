package io.keyvigil.store;

import io.keyvigil.risk.ActiveRisk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A table with one row per active or notified risk. */
final class RiskTable {

    private static final String WRITE =
            """
            INSERT INTO %s (risk, tenant, consumer, severity, since, deadline, summary, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (risk, tenant, consumer) DO UPDATE SET severity = excluded.severity, since = excluded.since,
                deadline = excluded.deadline, summary = excluded.summary, evidence = excluded.evidence
            """;
    private static final String DELETE = "DELETE FROM %s WHERE risk = ? AND tenant = ? AND consumer = ?";

    private final String table;

    RiskTable(String table) {
        this.table = table;
    }

    List<ActiveRisk> load(Connection connection) throws SQLException {
        List<ActiveRisk> risks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + table);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                RiskRow.read(row).ifPresent(risks::add);
            }
        }
        return risks;
    }

    void write(Connection connection, Collection<ActiveRisk> risks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE.formatted(table))) {
            for (ActiveRisk risk : risks) {
                RiskRow.set(statement, risk);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void delete(Connection connection, Collection<ActiveRisk> risks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE.formatted(table))) {
            for (ActiveRisk risk : risks) {
                RiskRow.setName(statement, risk);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
