package io.keyvigil.store;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.TenantState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** States and events in SQL. The database's transactions provide the guarantees of {@link KeyHistory}. */
final class SqlKeyHistory implements KeyHistory {

    private final Transactions transactions;
    private final NotePlace notes;
    private final LossMark loss;

    /** Distinguishes the writes of this process from those of others. */
    private final String writer = UUID.randomUUID().toString();

    /** @param notes the place for notes of polls without changes */
    SqlKeyHistory(Transactions transactions, NotePlace notes) {
        this(transactions, notes, LossMark.NONE);
    }

    /** @param loss the mark for pending changes */
    SqlKeyHistory(Transactions transactions, NotePlace notes, LossMark loss) {
        this.transactions = transactions;
        this.notes = notes;
        this.loss = loss;
    }

    @Override
    public void mark(boolean waiting) {
        loss.set(waiting);
    }

    @Override
    public Duration noteEvery() {
        return notes.every();
    }

    @Override
    public Map<TenantId, Kept> load(Collection<Tenant> tenants) {
        return transactions.read(connection -> {
            Map<TenantId, Kept> states = new HashMap<>();
            try (PreparedStatement state = connection.prepareStatement(notes.select());
                    PreparedStatement keys = KeyTable.select(connection)) {
                for (Tenant tenant : tenants) {
                    Optional<Kept> loaded = load(state, keys, tenant);
                    if (loaded.isPresent()) {
                        states.put(tenant.id(), remembering(connection, tenant.id(), loaded.get()));
                    }
                }
            }
            return states;
        });
    }

    private Kept remembering(Connection connection, TenantId tenant, Kept kept) throws SQLException {
        return kept.state().equals(TenantState.UNSEEN)
                ? kept
                : new Kept(
                        kept.state().remembering(EventTable.readLatest(connection, tenant)),
                        kept.version(),
                        loss.wasSet());
    }

    private Optional<Kept> load(PreparedStatement state, PreparedStatement keys, Tenant tenant) throws SQLException {
        state.setString(1, tenant.id().value());
        try (ResultSet row = state.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long version = row.getLong("version");
            if (!row.getString("source").equals(StateTable.source(tenant))) {
                return Optional.of(new Kept(TenantState.UNSEEN, version));
            }
            List<ObservedKey> known = KeyTable.read(keys, tenant.id());
            return Optional.of(new Kept(StateTable.state(row, known, notes.health(row)), version));
        }
    }

    @Override
    public Set<TenantId> record(Collection<Entry> entries) {
        // In a fixed order: two replicas cannot deadlock.
        List<Entry> ordered = entries.stream()
                .sorted(Comparator.comparing(entry -> entry.tenant().id()))
                .toList();
        return transactions.write(connection -> {
            Set<TenantId> refused = new HashSet<>();
            for (Entry entry : ordered) {
                if (!write(connection, entry)) {
                    refused.add(entry.tenant().id());
                }
            }
            return refused;
        });
    }

    private boolean write(Connection connection, Entry entry) throws SQLException {
        if (StateTable.write(connection, entry, entry.base(), writer)) {
            writeRest(connection, entry, entry.base());
            return true;
        }
        OptionalLong own = StateTable.writtenBy(connection, entry.tenant().id(), writer);
        if (own.isEmpty() || own.getAsLong() <= entry.base() || own.getAsLong() > entry.version()) {
            return false;
        }
        if (own.getAsLong() < entry.version() && StateTable.write(connection, entry, own.getAsLong(), writer)) {
            writeRest(connection, entry, own.getAsLong());
        }
        return true;
    }

    private static void writeRest(Connection connection, Entry entry, long known) throws SQLException {
        Optional<Map<KeyIdentity, String>> publicJson = entry.publicJson();
        if (publicJson.isPresent()) {
            KeyTable.write(connection, entry, publicJson.get());
        }
        if (entry.corrected().isPresent()) {
            EventTable.correct(
                    connection, entry.tenant().id(), entry.corrected().get());
        }
        EventTable.write(connection, entry.tenant().id(), entry.stepsAfter(known));
    }

    @Override
    public void touch(Map<TenantId, NotedPoll> polls) {
        transactions.write(connection -> {
            notes.write(connection, polls);
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
    public List<KeyEvent> eventsAfter(TenantId tenant, long version) {
        return transactions.read(connection -> EventTable.readAfter(connection, tenant, version));
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
