package io.keyvigil.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table {@code active_risk}, or another like it: a row for each risk that is active, none for others. Rows of a later version, whose risk or
 * severity is not known here, are left out.
 */
public final class SqlRiskHistory implements RiskHistory {

    private static final String WRITE =
            """
            INSERT INTO %s (risk, tenant, consumer, severity, since, deadline, summary, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (risk, tenant, consumer) DO UPDATE SET severity = excluded.severity, since = excluded.since,
                deadline = excluded.deadline, summary = excluded.summary, evidence = excluded.evidence
            """;
    private static final String DELETE = "DELETE FROM %s WHERE risk = ? AND tenant = ? AND consumer = ?";
    private static final String NONE = "";

    private final Transactions transactions;
    private final String table;
    private final JsonMapper json = new JsonMapper();

    public SqlRiskHistory(DataSource dataSource) {
        this(dataSource, "active_risk");
    }

    SqlRiskHistory(DataSource dataSource, String table) {
        this.transactions = new Transactions(dataSource);
        this.table = table;
    }

    @Override
    public Collection<ActiveRisk> load() {
        return transactions.read(connection -> {
            List<ActiveRisk> risks = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + table);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    read(row).ifPresent(risks::add);
                }
            }
            return risks;
        });
    }

    private Optional<ActiveRisk> read(ResultSet row) throws SQLException {
        String name = row.getString("risk");
        String level = row.getString("severity");
        Optional<Risk> risk = Arrays.stream(Risk.values())
                .filter(each -> each.alertName().equals(name))
                .findFirst();
        Optional<Severity> severity = Arrays.stream(Severity.values())
                .filter(each -> each.code().equals(level))
                .findFirst();
        if (risk.isEmpty() || severity.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ActiveRisk(
                risk.get(),
                severity.get(),
                Optional.of(row.getString("tenant")).filter(TenantId::isValid).map(TenantId::new),
                Optional.of(row.getString("consumer")).filter(TenantId::isValid).map(ConsumerId::new),
                Columns.moment(row, "since").orElseThrow(),
                Columns.moment(row, "deadline"),
                row.getString("summary"),
                evidence(row.getString("evidence"))));
    }

    private Map<String, String> evidence(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException notOurs) {
            return Map.of();
        }
    }

    @Override
    public void write(Collection<ActiveRisk> active, Collection<ActiveRisk> resolved) {
        transactions.write(connection -> {
            write(connection, active, resolved);
            return null;
        });
    }

    /** The same, within a transaction. */
    void write(Connection connection, Collection<ActiveRisk> active, Collection<ActiveRisk> resolved)
            throws SQLException {
        writeActive(connection, active);
        delete(connection, resolved);
    }

    private void writeActive(Connection connection, Collection<ActiveRisk> active) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE.formatted(table))) {
            for (ActiveRisk risk : active) {
                setKey(statement, risk);
                statement.setString(4, risk.severity().code());
                statement.setLong(5, risk.since().toEpochMilli());
                Columns.set(statement, 6, risk.deadline());
                Columns.setText(statement, 7, Optional.of(risk.summary()));
                Columns.setText(statement, 8, Optional.of(text(risk.evidence())));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private String text(Map<String, String> evidence) {
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void delete(Connection connection, Collection<ActiveRisk> resolved) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE.formatted(table))) {
            for (ActiveRisk risk : resolved) {
                setKey(statement, risk);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void setKey(PreparedStatement statement, ActiveRisk risk) throws SQLException {
        statement.setString(1, risk.risk().alertName());
        statement.setString(2, risk.tenant().map(TenantId::value).orElse(NONE));
        statement.setString(3, risk.consumer().map(ConsumerId::value).orElse(NONE));
    }
}
