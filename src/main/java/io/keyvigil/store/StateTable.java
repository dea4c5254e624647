package io.keyvigil.store;

import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollFailure;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The table {@code tenant_state}: one row per tenant, without its keys. */
final class StateTable {

    private static final String WRITE =
            """
            INSERT INTO tenant_state (tenant, source, watched_since, last_rotation, issuer, jwks_uri, signing_algorithms,
                token_endpoint, jwks_sha256, last_attempt, last_success, failures, failure_reason, failure_detail,
                failure_at, retry_not_before, max_age, version, writer, first_jwks_uri, first_token_endpoint)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant) DO UPDATE SET source = excluded.source, watched_since = excluded.watched_since,
                last_rotation = excluded.last_rotation, issuer = excluded.issuer, jwks_uri = excluded.jwks_uri,
                signing_algorithms = excluded.signing_algorithms, token_endpoint = excluded.token_endpoint,
                jwks_sha256 = excluded.jwks_sha256, last_attempt = excluded.last_attempt,
                last_success = excluded.last_success, failures = excluded.failures,
                failure_reason = excluded.failure_reason, failure_detail = excluded.failure_detail,
                failure_at = excluded.failure_at, retry_not_before = excluded.retry_not_before,
                max_age = excluded.max_age, version = excluded.version, writer = excluded.writer,
                first_jwks_uri = excluded.first_jwks_uri, first_token_endpoint = excluded.first_token_endpoint
            WHERE tenant_state.version = ?
            """;

    private static final String TOUCH =
            """
            UPDATE tenant_state SET last_attempt = ?, last_success = ?, failures = ?, failure_reason = ?,
                failure_detail = ?, failure_at = ?, retry_not_before = ?, max_age = ?
            WHERE tenant = ? AND version = ?
            """;

    private static final String SEPARATOR = "\n";

    private StateTable() {}

    /** Returns false and writes nothing if there is a row with another version. */
    static boolean write(Connection connection, KeyHistory.Entry entry, long base, String writer) throws SQLException {
        Tenant tenant = entry.tenant();
        TenantState state = entry.state();
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, tenant.id().value());
            statement.setString(2, source(tenant));
            Columns.set(statement, 3, state.watchedSince());
            Columns.set(statement, 4, state.lastRotation());
            setMetadata(statement, state.metadata());
            Columns.setText(statement, 9, digestToBuildOn(state).map(Sha256Digest::hex));
            setHealth(statement, 10, state.health());
            Columns.setSeconds(statement, 17, state.maxAge());
            statement.setLong(18, entry.version());
            statement.setString(19, writer);
            Columns.setText(statement, 20, state.metadata().map(ProviderMetadata::firstJwksUri));
            Columns.setText(statement, 21, state.metadata().flatMap(ProviderMetadata::firstTokenEndpoint));
            statement.setLong(22, base);
            return statement.executeUpdate() == 1;
        }
    }

    /** Returns the version in the row if this writer wrote it. */
    static OptionalLong writtenBy(Connection connection, TenantId tenant, String writer) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT version FROM tenant_state WHERE tenant = ? AND writer = ?")) {
            statement.setString(1, tenant.value());
            statement.setString(2, writer);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * Private members are not stored, not even their names. If a set has private members, its digest is not stored either:
     * the first poll of the next process parses the set again and finds them.
     */
    private static Optional<Sha256Digest> digestToBuildOn(TenantState state) {
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

    static void touch(Connection connection, Map<TenantId, KeyHistory.NotedPoll> polls) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
            // In a fixed order: two replicas cannot deadlock.
            for (Map.Entry<TenantId, KeyHistory.NotedPoll> poll : new TreeMap<>(polls).entrySet()) {
                setHealth(statement, 1, poll.getValue().health());
                Columns.setSeconds(statement, 8, poll.getValue().maxAge());
                statement.setString(9, poll.getKey().value());
                statement.setLong(10, poll.getValue().version());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The source of a tenant's keys. A state from another source does not belong to this tenant. */
    static String source(Tenant tenant) {
        return tenant.source().toString();
    }

    static TenantState state(ResultSet row, List<ObservedKey> keys, PollHealth health) throws SQLException {
        return TenantState.of(
                Columns.moment(row, "watched_since"),
                keys,
                metadata(row),
                Columns.text(row, "jwks_sha256").flatMap(Sha256Digest::ofHex),
                Columns.moment(row, "last_rotation"),
                maxAge(row),
                health);
    }

    static Optional<Duration> maxAge(ResultSet row) throws SQLException {
        return Columns.seconds(row, "max_age");
    }

    static PollHealth health(ResultSet row) throws SQLException {
        return new PollHealth(
                Columns.moment(row, "last_attempt"),
                Columns.moment(row, "last_success"),
                row.getInt("failures"),
                lastFailure(row),
                Columns.moment(row, "retry_not_before"));
    }

    private static Optional<ProviderMetadata> metadata(ResultSet row) throws SQLException {
        Optional<String> jwksUri = Columns.text(row, "jwks_uri");
        if (jwksUri.isEmpty()) {
            return Optional.empty();
        }
        String algorithms = Columns.text(row, "signing_algorithms").orElse("");
        Optional<String> tokenEndpoint = Columns.text(row, "token_endpoint");
        ProviderMetadata named = new ProviderMetadata(
                Columns.text(row, "issuer").orElse(""),
                jwksUri.get(),
                algorithms.isEmpty() ? List.of() : List.of(algorithms.split(SEPARATOR)),
                tokenEndpoint);
        Optional<String> firstJwksUri = Columns.text(row, "first_jwks_uri");
        Optional<String> firstTokenEndpoint = Columns.text(row, "first_token_endpoint");
        return Optional.of(firstJwksUri
                .map(first -> named.since(first, firstTokenEndpoint))
                .orElse(named));
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
