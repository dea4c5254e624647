package io.keyvigil.store;

import io.keyvigil.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table {@code tenant_claim}, PostgreSQL only: which replica polls a tenant. */
final class ClaimTable {

    private static final String ADD =
            "INSERT INTO tenant_claim (tenant) SELECT unnest(?) ON CONFLICT (tenant) DO NOTHING";
    private static final String HELD = "SELECT tenant FROM tenant_claim WHERE replica = ?";
    private static final String ANY_FREE = "SELECT 1 FROM tenant_claim WHERE replica IS NULL LIMIT 1";
    private static final String TAKE =
            """
            UPDATE tenant_claim SET replica = ? WHERE tenant IN
                (SELECT tenant FROM tenant_claim WHERE replica IS NULL AND tenant = ANY (?)
                 ORDER BY tenant LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING tenant
            """;
    private static final String GIVE =
            """
            UPDATE tenant_claim SET replica = NULL WHERE tenant IN
                (SELECT tenant FROM tenant_claim WHERE replica = ? ORDER BY tenant DESC LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING tenant
            """;
    private static final String FREE = "UPDATE tenant_claim SET replica = NULL WHERE replica = ANY (?)";
    private static final String DROP = "DELETE FROM tenant_claim WHERE replica = ? AND tenant = ANY (?)";

    private ClaimTable() {}

    /** Adds the tenants without a row. */
    static void add(Connection connection, List<String> tenants) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            setTexts(statement, 1, tenants);
            statement.executeUpdate();
        }
    }

    static Set<TenantId> heldBy(Connection connection, String replica) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setString(1, replica);
            return tenants(statement);
        }
    }

    /** Claims up to that many of these tenants if no replica holds them. */
    static Set<TenantId> take(Connection connection, String replica, List<String> of, int most) throws SQLException {
        if (!anyFree(connection)) {
            return Set.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, replica);
            setTexts(statement, 2, of);
            statement.setInt(3, most);
            return tenants(statement);
        }
    }

    /** Avoids the transfer of a long list: usually no tenant is free. */
    private static boolean anyFree(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY_FREE);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** Releases up to that many tenants for other replicas. */
    static Set<TenantId> give(Connection connection, String replica, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE)) {
            statement.setString(1, replica);
            statement.setInt(2, most);
            return tenants(statement);
        }
    }

    /** Releases all tenants of these replicas. */
    static void free(Connection connection, List<String> replicas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FREE)) {
            setTexts(statement, 1, replicas);
            statement.executeUpdate();
        }
    }

    /** Removes claims of tenants that this replica no longer watches. Replicas that still watch them add the claims again. */
    static void drop(Connection connection, String replica, Collection<TenantId> tenants) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DROP)) {
            statement.setString(1, replica);
            setTexts(statement, 2, tenants.stream().map(TenantId::value).toList());
            statement.executeUpdate();
        }
    }

    private static void setTexts(PreparedStatement statement, int index, List<String> texts) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
    }

    private static Set<TenantId> tenants(PreparedStatement statement) throws SQLException {
        Set<TenantId> tenants = new HashSet<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                tenants.add(new TenantId(row.getString(1)));
            }
        }
        return tenants;
    }
}
