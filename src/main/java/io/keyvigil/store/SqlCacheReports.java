package io.keyvigil.store;

import io.keyvigil.cache.CacheReports;
import io.keyvigil.cache.ObservedCache;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables {@code cache_report} and {@code reported_key}: the latest reports of consumers to this process or another. */
final class SqlCacheReports implements CacheReports {

    private static final String SELECT =
            """
            SELECT report.consumer, report.tenant, report.at, held.kid, held.thumbprint
            FROM cache_report report LEFT JOIN reported_key held
                ON held.consumer = report.consumer AND held.tenant = report.tenant
            """;
    private static final String SINCE = SELECT + "WHERE report.changed_in >= ?";
    private static final String WRITE_REPORT =
            """
            INSERT INTO cache_report (consumer, tenant, at) VALUES (?, ?, ?)
            ON CONFLICT (consumer, tenant) DO UPDATE SET at = excluded.at
            """;
    private static final String INSERT_KEY =
            "INSERT INTO reported_key (consumer, tenant, position, kid, thumbprint) VALUES (?, ?, ?, ?, ?)";

    /** Writes in a fixed order: two replicas cannot deadlock. */
    private static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::consumer).thenComparing(Pair::tenant);

    private final Transactions transactions;
    private final Optional<ChangedReports> changed;

    /** For a store of this process only. */
    SqlCacheReports(Transactions transactions) {
        this(transactions, Optional.empty());
    }

    private SqlCacheReports(Transactions transactions, Optional<ChangedReports> changed) {
        this.transactions = transactions;
        this.changed = changed;
    }

    /** For a store that other processes write too. */
    static SqlCacheReports shared(Transactions transactions) {
        return new SqlCacheReports(transactions, Optional.of(new ChangedReports()));
    }

    @Override
    public Map<Pair, ObservedCache> load() {
        return transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
                return reports(statement);
            }
        });
    }

    @Override
    public Changes changes() {
        return changed.map(reports -> transactions.read(reports::next)).orElse(Changes.NONE);
    }

    /** Reads the reports of this transaction and of later ones; PostgreSQL only. */
    static Map<Pair, ObservedCache> since(Connection connection, long transaction) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
            statement.setLong(1, transaction);
            return reports(statement);
        }
    }

    private static Map<Pair, ObservedCache> reports(PreparedStatement statement) throws SQLException {
        Map<Pair, Instant> moments = new HashMap<>();
        Map<Pair, Set<KeyIdentity>> keys = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Pair pair = pair(row);
                moments.put(pair, Columns.moment(row, "at").orElseThrow());
                keys.computeIfAbsent(pair, unseen -> new HashSet<>()).add(key(row));
            }
        }
        Map<Pair, ObservedCache> reports = new HashMap<>();
        moments.forEach((pair, at) -> reports.put(pair, new ObservedCache(named(keys.get(pair)), at)));
        return reports;
    }

    static Pair pair(ResultSet row) throws SQLException {
        return new Pair(new ConsumerId(row.getString("consumer")), new TenantId(row.getString("tenant")));
    }

    private static KeyIdentity key(ResultSet row) throws SQLException {
        return new KeyIdentity(
                Columns.text(row, "kid"), Columns.text(row, "thumbprint").flatMap(JwkThumbprint::read));
    }

    /** A report of no keys has a row without any. */
    private static Set<KeyIdentity> named(Set<KeyIdentity> keys) {
        keys.removeIf(key -> key.kid().isEmpty() && key.thumbprint().isEmpty());
        return keys;
    }

    @Override
    public void save(Pair pair, ObservedCache report) {
        transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE_REPORT)) {
                set(statement, pair);
                statement.setLong(3, report.at().toEpochMilli());
                statement.executeUpdate();
            }
            delete(connection, "reported_key", pair);
            insertKeys(connection, pair, report);
            return null;
        });
    }

    private static void insertKeys(Connection connection, Pair pair, ObservedCache report) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_KEY)) {
            int position = 0;
            for (KeyIdentity key : report.keys()) {
                set(statement, pair);
                statement.setInt(3, position++);
                Columns.setText(statement, 4, key.kid());
                Columns.setText(statement, 5, key.thumbprint().map(JwkThumbprint::value));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void remove(Collection<Pair> pairs) {
        transactions.write(connection -> {
            for (Pair pair : pairs.stream().sorted(ORDER).toList()) {
                delete(connection, "cache_report", pair);
                delete(connection, "reported_key", pair);
            }
            return null;
        });
    }

    private static void delete(Connection connection, String table, Pair pair) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + table + " WHERE consumer = ? AND tenant = ?")) {
            set(statement, pair);
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Pair pair) throws SQLException {
        statement.setString(1, pair.consumer().value());
        statement.setString(2, pair.tenant().value());
    }
}
