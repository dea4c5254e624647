package io.keyvigil.store;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** States and events in SQL. What {@link KeyHistory} promises about transactions, the database's transactions keep. */
public final class SqlKeyHistory implements KeyHistory {

    private final Transactions transactions;

    public SqlKeyHistory(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Map<TenantId, TenantState> load(Collection<Tenant> tenants) {
        return transactions.read(connection -> {
            Map<TenantId, TenantState> states = new HashMap<>();
            try (PreparedStatement state =
                            connection.prepareStatement("SELECT * FROM tenant_state WHERE tenant = ? AND source = ?");
                    PreparedStatement keys = KeyTable.select(connection)) {
                for (Tenant tenant : tenants) {
                    Optional<TenantState> loaded = load(state, keys, tenant);
                    if (loaded.isPresent()) {
                        List<KeyEvent> events = EventTable.readLatest(connection, tenant.id());
                        states.put(tenant.id(), loaded.get().remembering(events));
                    }
                }
            }
            return states;
        });
    }

    private static Optional<TenantState> load(PreparedStatement state, PreparedStatement keys, Tenant tenant)
            throws SQLException {
        state.setString(1, tenant.id().value());
        state.setString(2, StateTable.source(tenant));
        try (ResultSet row = state.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            List<ObservedKey> known = KeyTable.read(keys, tenant.id());
            return Optional.of(StateTable.state(row, known));
        }
    }

    @Override
    public void record(Collection<Entry> entries) {
        transactions.write(connection -> {
            for (Entry entry : entries) {
                record(connection, entry);
            }
            return null;
        });
    }

    private static void record(Connection connection, Entry entry) throws SQLException {
        StateTable.write(connection, entry.tenant(), entry.state());
        Optional<Map<KeyIdentity, String>> publicJson = entry.publicJson();
        if (publicJson.isPresent()) {
            KeyTable.write(connection, entry, publicJson.get());
        }
        EventTable.write(connection, entry.tenant().id(), entry.events());
    }

    @Override
    public void touch(Map<TenantId, PollHealth> healths) {
        transactions.write(connection -> {
            StateTable.touch(connection, healths);
            return null;
        });
    }

    @Override
    public void signed(Map<TenantId, List<ObservedKey>> keys) {
        transactions.write(connection -> {
            KeyTable.writeSigning(connection, keys);
            return null;
        });
    }

    @Override
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        return transactions.read(connection -> EventTable.read(connection, tenant, since, before, limit));
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId tenant) {
        return transactions.read(connection -> {
            try (PreparedStatement keys = KeyTable.select(connection)) {
                return KeyTable.readJson(keys, tenant);
            }
        });
    }
}
