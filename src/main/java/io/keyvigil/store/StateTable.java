package io.keyvigil.store;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollFailure;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code tenant_state}: a row a tenant, without its keys. */
final class StateTable {

    private static final String WRITE =
            """
            INSERT INTO tenant_state (tenant, source, watched_since, last_rotation, issuer, jwks_uri, signing_algorithms,
                token_endpoint, jwks_sha256, last_attempt, last_success, failures, failure_reason, failure_detail,
                failure_at, retry_not_before)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant) DO UPDATE SET source = excluded.source, watched_since = excluded.watched_since,
                last_rotation = excluded.last_rotation, issuer = excluded.issuer, jwks_uri = excluded.jwks_uri,
                signing_algorithms = excluded.signing_algorithms, token_endpoint = excluded.token_endpoint,
                jwks_sha256 = excluded.jwks_sha256, last_attempt = excluded.last_attempt,
                last_success = excluded.last_success, failures = excluded.failures,
                failure_reason = excluded.failure_reason, failure_detail = excluded.failure_detail,
                failure_at = excluded.failure_at, retry_not_before = excluded.retry_not_before
            """;

    private static final String TOUCH =
            """
            UPDATE tenant_state SET last_attempt = ?, last_success = ?, failures = ?, failure_reason = ?,
                failure_detail = ?, failure_at = ?, retry_not_before = ?
            WHERE tenant = ?
            """;

    private static final String SEPARATOR = "\n";

    private StateTable() {}

    static void write(Connection connection, Tenant tenant, TenantState state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, tenant.id().value());
            statement.setString(2, source(tenant));
            Columns.set(statement, 3, state.watchedSince());
            Columns.set(statement, 4, state.lastRotation());
            setMetadata(statement, state.metadata());
            Columns.setText(statement, 9, digestToBuildOn(state));
            setHealth(statement, 10, state.health());
            statement.executeUpdate();
        }
    }

    /**
     * Private members are not stored, not even by name. Where a set had some, its digest is not stored either, so that the
     * first poll of the next process reads the set anew and sees them again.
     */
    private static Optional<String> digestToBuildOn(TenantState state) {
        boolean exposed = state.publishedKeys().stream()
                .anyMatch(key -> !key.jwk().privateMembers().isEmpty());
        return exposed ? Optional.empty() : state.jwksSha256();
    }

    private static void setMetadata(PreparedStatement statement, Optional<ProviderMetadata> metadata)
            throws SQLException {
        Columns.setText(statement, 5, metadata.map(ProviderMetadata::issuer));
        Columns.setText(statement, 6, metadata.map(ProviderMetadata::jwksUri));
        Columns.setText(statement, 7, metadata.map(known -> String.join(SEPARATOR, known.signingAlgorithms())));
        Columns.setText(statement, 8, metadata.flatMap(ProviderMetadata::tokenEndpoint));
    }

    private static void setHealth(PreparedStatement statement, int first, PollHealth health) throws SQLException {
        Columns.set(statement, first, health.lastAttempt());
        Columns.set(statement, first + 1, health.lastSuccess());
        statement.setInt(first + 2, health.failures());
        Columns.setText(statement, first + 3, health.lastFailure().map(failure -> failure.reason()
                .code()));
        Columns.setText(statement, first + 4, health.lastFailure().map(PollFailure::detail));
        Columns.set(statement, first + 5, health.lastFailure().map(PollFailure::at));
        Columns.set(statement, first + 6, health.retryNotBefore());
    }

    static void touch(Connection connection, Map<TenantId, PollHealth> healths) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
            for (Map.Entry<TenantId, PollHealth> entry : healths.entrySet()) {
                setHealth(statement, 1, entry.getValue());
                statement.setString(8, entry.getKey().value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Where a tenant's keys come from; a state of another place is not this tenant's any more. */
    static String source(Tenant tenant) {
        return tenant.source().toString();
    }

    static TenantState state(ResultSet row, List<ObservedKey> keys) throws SQLException {
        return new TenantState(
                Columns.moment(row, "watched_since"),
                keys,
                metadata(row),
                Columns.text(row, "jwks_sha256"),
                Columns.moment(row, "last_rotation"),
                Optional.empty(),
                Optional.empty(),
                new PollHealth(
                        Columns.moment(row, "last_attempt"),
                        Columns.moment(row, "last_success"),
                        row.getInt("failures"),
                        lastFailure(row),
                        Columns.moment(row, "retry_not_before")),
                TenantState.PollTallies.NONE);
    }

    private static Optional<ProviderMetadata> metadata(ResultSet row) throws SQLException {
        Optional<String> jwksUri = Columns.text(row, "jwks_uri");
        if (jwksUri.isEmpty()) {
            return Optional.empty();
        }
        String algorithms = Columns.text(row, "signing_algorithms").orElse("");
        return Optional.of(new ProviderMetadata(
                Columns.text(row, "issuer").orElse(""),
                jwksUri.get(),
                algorithms.isEmpty() ? List.of() : List.of(algorithms.split(SEPARATOR)),
                Columns.text(row, "token_endpoint")));
    }

    private static Optional<PollFailure> lastFailure(ResultSet row) throws SQLException {
        String code = Columns.text(row, "failure_reason").orElse("");
        Optional<FetchFailure> reason = Arrays.stream(FetchFailure.values())
                .filter(failure -> failure.code().equals(code))
                .findFirst();
        Instant at = Columns.moment(row, "failure_at").orElse(Instant.EPOCH);
        String detail = Columns.text(row, "failure_detail").orElse("");
        return reason.map(failure -> new PollFailure(failure, detail, at));
    }
}
