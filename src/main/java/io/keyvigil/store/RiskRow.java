package io.keyvigil.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Converts a risk to and from the columns risk, tenant, consumer, severity, since, deadline, summary and evidence. */
final class RiskRow {

    private static final String NONE = "";
    private static final JsonMapper JSON = new JsonMapper();

    private RiskRow() {}

    /** Returns empty for a row of a later version with an unknown risk or severity. */
    static Optional<ActiveRisk> read(ResultSet row) throws SQLException {
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

    private static Map<String, String> evidence(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException notOurs) {
            return Map.of();
        }
    }

    /** Sets the first eight parameters, in the order above. */
    static void set(PreparedStatement statement, ActiveRisk risk) throws SQLException {
        setName(statement, risk);
        statement.setString(4, risk.severity().code());
        statement.setLong(5, risk.since().toEpochMilli());
        Columns.set(statement, 6, risk.deadline());
        Columns.setText(statement, 7, Optional.of(risk.summary()));
        Columns.setText(statement, 8, Optional.of(text(risk.evidence())));
    }

    private static String text(Map<String, String> evidence) {
        try {
            return JSON.writeValueAsString(evidence);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sets the first three. */
    static void setName(PreparedStatement statement, ActiveRisk risk) throws SQLException {
        statement.setString(1, risk.risk().alertName());
        statement.setString(2, risk.tenant().map(TenantId::value).orElse(NONE));
        statement.setString(3, risk.consumer().map(ConsumerId::value).orElse(NONE));
    }
}
