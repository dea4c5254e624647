package io.keyvigil.store;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Claims in a shared store.
 *
 * <ol>
 *   <li>Each replica has one lease for all of its claims: a renewal costs the same for one tenant and for 100,000.
 *   <li>All times are from the database's clock.
 *   <li>A replica is removed after its lease expires, by a replica that has reached the database for a whole lease without
 *       a gap. Its tenants are free from then on.
 *   <li>A replica keeps at most its share while another replica with the same watch list can take the rest.
 * </ol>
 */
final class SharedClaims implements Claims {

    private static final Logger LOG = Logger.getLogger(SharedClaims.class);

    /** The number of renewals between two reads of the whole table. */
    private static final int WHOLE_LOOK_EVERY = 30;

    private final String replica;
    private final Runnable preparation;
    private final Transactions transactions;
    private final ChangedStates changed = new ChangedStates();
    private volatile Optional<Set<TenantId>> held = Optional.empty();
    private ClaimedList list = ClaimedList.of(WatchList.EMPTY);
    private boolean unbroken;
    private int untilWholeLook;

    /**
     * @param preparation makes the store ready for use, if it is not ready yet; throws {@link HistoryUnavailable} if that
     *     is impossible now
     * @param replica the name of this process in the table {@code replica} while it is alive
     */
    SharedClaims(Runnable preparation, Transactions transactions, String replica) {
        this.preparation = preparation;
        this.transactions = transactions;
        this.replica = replica;
    }

    @Override
    public boolean holds(TenantId tenant) {
        return held.map(tenants -> tenants.contains(tenant)).orElse(true);
    }

    @Override
    public boolean holdsAll() {
        return held.isEmpty();
    }

    @Override
    public synchronized void renew(WatchList watchList) {
        if (list.watchList() != watchList) {
            list = ClaimedList.of(watchList);
            untilWholeLook = 0;
        }
        try {
            preparation.run();
            Set<TenantId> tenants = transactions.write(this::renewed);
            log(tenants);
            held = Optional.of(tenants);
            unbroken = true;
        } catch (HistoryUnavailable e) {
            unbroken = false;
            untilWholeLook = 0;
            throw e;
        }
    }

    private Set<TenantId> renewed(Connection connection) throws SQLException {
        boolean known = ReplicaTable.renew(connection, replica, list.digest(), list.lease(), unbroken);
        Set<TenantId> tenants =
                known && untilWholeLook-- > 0 ? new HashSet<>(held.orElse(Set.of())) : wholeLook(connection);
        if (ReplicaTable.settled(connection, replica, list.lease())) {
            removeExpired(connection, ReplicaTable.gone(connection));
        }
        int share = list.share(ReplicaTable.peers(connection, list.digest()));
        if (tenants.size() < share) {
            tenants.addAll(ClaimTable.take(connection, replica, list.tenants(), share - tenants.size()));
        } else if (tenants.size() > share) {
            tenants.removeAll(ClaimTable.give(connection, replica, tenants.size() - share));
        }
        return tenants;
    }

    private Set<TenantId> wholeLook(Connection connection) throws SQLException {
        untilWholeLook = WHOLE_LOOK_EVERY;
        ClaimTable.add(connection, list.tenants());
        Set<TenantId> tenants = ClaimTable.heldBy(connection, replica);
        Set<TenantId> unwanted = new HashSet<>(tenants);
        unwanted.removeAll(list.watchList().tenants().keySet());
        if (!unwanted.isEmpty()) {
            ClaimTable.drop(connection, replica, unwanted);
            tenants.removeAll(unwanted);
        }
        return tenants;
    }

    private static void removeExpired(Connection connection, List<String> gone) throws SQLException {
        if (!gone.isEmpty()) {
            ClaimTable.free(connection, gone);
            ReplicaTable.remove(connection, gone);
        }
    }

    private void log(Set<TenantId> tenants) {
        int before = held.map(Set::size).orElse(-1);
        if (before != tenants.size()) {
            LOG.infof(
                    "event=claims tenants=%d of=%d",
                    tenants.size(), list.tenants().size());
        }
    }

    @Override
    public List<Change> changes() {
        return transactions.read(changed::since);
    }

    @Override
    public synchronized void release() {
        try {
            transactions.write(connection -> {
                removeExpired(connection, List.of(replica));
                return null;
            });
        } catch (HistoryUnavailable e) {
            LOG.debugf("event=claims-kept reason=\"%s\"", e.getMessage());
        }
    }
}
