package io.keyvigil.store;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table {@code known_key}: every key of a state, as published JSON without private members. Rows are read with the
 * parser for key sets of providers: a later version of the program compares both in the same way.
 */
final class KeyTable {

    private static final String WITH_JSON =
            """
            INSERT INTO known_key (tenant, identity, position, first_seen, last_seen, withdrawn_at,
                first_signed, last_signed, jwk)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, identity) DO UPDATE SET position = excluded.position, jwk = excluded.jwk,
                first_seen = excluded.first_seen, last_seen = excluded.last_seen, withdrawn_at = excluded.withdrawn_at,
                first_signed = excluded.first_signed, last_signed = excluded.last_signed
            """;
    private static final String WITHOUT_JSON =
            """
            UPDATE known_key SET position = ?, first_seen = ?, last_seen = ?, withdrawn_at = ?,
                first_signed = ?, last_signed = ?
            WHERE tenant = ? AND identity = ?
            """;
    private static final String SIGNED =
            """
            UPDATE known_key SET
                first_signed = CASE WHEN first_signed <= ? THEN first_signed ELSE ? END,
                last_signed = CASE WHEN last_signed >= ? THEN last_signed ELSE ? END
            WHERE tenant = ? AND identity = ?
            """;

    private KeyTable() {}

    static void write(Connection connection, KeyHistory.Entry entry, Map<KeyIdentity, String> publicJson)
            throws SQLException {
        deleteUnknown(connection, entry);
        try (PreparedStatement withJson = connection.prepareStatement(WITH_JSON);
                PreparedStatement withoutJson = connection.prepareStatement(WITHOUT_JSON)) {
            int position = 0;
            for (ObservedKey key : entry.state().keys()) {
                String json = publicJson.get(key.identity());
                if (json == null) {
                    addWithoutJson(withoutJson, entry.tenant().id(), key, position++);
                } else {
                    addWithJson(withJson, entry.tenant().id(), key, position++, json);
                }
            }
            withJson.executeBatch();
            withoutJson.executeBatch();
        }
    }

    private static void addWithJson(
            PreparedStatement statement, TenantId tenant, ObservedKey key, int position, String json)
            throws SQLException {
        statement.setString(1, tenant.value());
        statement.setString(2, Columns.identity(key.identity()));
        statement.setInt(3, position);
        setTimes(statement, 4, key);
        statement.setString(9, json);
        statement.addBatch();
    }

    private static void addWithoutJson(PreparedStatement statement, TenantId tenant, ObservedKey key, int position)
            throws SQLException {
        statement.setInt(1, position);
        setTimes(statement, 2, key);
        statement.setString(7, tenant.value());
        statement.setString(8, Columns.identity(key.identity()));
        statement.addBatch();
    }

    private static void setTimes(PreparedStatement statement, int first, ObservedKey key) throws SQLException {
        Columns.set(statement, first, Optional.of(key.firstSeen()));
        Columns.set(statement, first + 1, key.withdrawal().map(ObservedKey.Withdrawal::lastSeen));
        Columns.set(statement, first + 2, key.withdrawal().map(ObservedKey.Withdrawal::at));
        setSigning(statement, first + 3, key);
    }

    private static void setSigning(PreparedStatement statement, int first, ObservedKey key) throws SQLException {
        Columns.set(statement, first, key.signing().map(ObservedKey.Signing::first));
        Columns.set(statement, first + 1, key.signing().map(ObservedKey.Signing::last));
    }

    /** Updates only the signing times, and never narrows the known period. Keys without observed signatures stay unchanged. */
    static void writeSigning(Connection connection, Map<TenantId, List<ObservedKey>> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SIGNED)) {
            // In a fixed order: two replicas cannot deadlock.
            for (Map.Entry<TenantId, List<ObservedKey>> entry : new TreeMap<>(keys).entrySet()) {
                for (ObservedKey key : entry.getValue()) {
                    if (key.signing().isPresent()) {
                        Optional<Instant> first = key.signing().map(ObservedKey.Signing::first);
                        Optional<Instant> last = key.signing().map(ObservedKey.Signing::last);
                        Columns.set(statement, 1, first);
                        Columns.set(statement, 2, first);
                        Columns.set(statement, 3, last);
                        Columns.set(statement, 4, last);
                        statement.setString(5, entry.getKey().value());
                        statement.setString(6, Columns.identity(key.identity()));
                        statement.addBatch();
                    }
                }
            }
            statement.executeBatch();
        }
    }

    private static void deleteUnknown(Connection connection, KeyHistory.Entry entry) throws SQLException {
        Set<String> kept = new HashSet<>();
        entry.state().keys().forEach(key -> kept.add(Columns.identity(key.identity())));
        try (PreparedStatement stored = connection.prepareStatement("SELECT identity FROM known_key WHERE tenant = ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM known_key WHERE tenant = ? AND identity = ?")) {
            stored.setString(1, entry.tenant().id().value());
            try (ResultSet rows = stored.executeQuery()) {
                while (rows.next()) {
                    if (!kept.contains(rows.getString(1))) {
                        delete.setString(1, entry.tenant().id().value());
                        delete.setString(2, rows.getString(1));
                        delete.addBatch();
                    }
                }
            }
            delete.executeBatch();
        }
    }

    static List<ObservedKey> read(PreparedStatement select, TenantId tenant) throws SQLException {
        select.setString(1, tenant.value());
        List<ObservedKey> keys = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Instant firstSeen = Columns.moment(row, "first_seen").orElse(Instant.EPOCH);
                Optional<Instant> lastSeen = Columns.moment(row, "last_seen");
                Optional<ObservedKey.Withdrawal> withdrawal = Columns.moment(row, "withdrawn_at")
                        .map(at -> new ObservedKey.Withdrawal(lastSeen.orElse(at), at));
                Optional<Instant> lastSigned = Columns.moment(row, "last_signed");
                Optional<ObservedKey.Signing> signing = Columns.moment(row, "first_signed")
                        .map(first -> new ObservedKey.Signing(first, lastSigned.orElse(first)));
                keys.add(new ObservedKey(JwkSetParser.parseKey(row.getString("jwk")), firstSeen, withdrawal, signing));
            }
        }
        return keys;
    }

    static Map<KeyIdentity, String> readJson(PreparedStatement select, TenantId tenant) throws SQLException {
        select.setString(1, tenant.value());
        Map<KeyIdentity, String> json = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String jwk = row.getString("jwk");
                json.put(KeyIdentity.of(JwkSetParser.parseKey(jwk)), jwk);
            }
        }
        return json;
    }

    static PreparedStatement select(Connection connection) throws SQLException {
        return connection.prepareStatement("SELECT * FROM known_key WHERE tenant = ? ORDER BY position");
    }
}
