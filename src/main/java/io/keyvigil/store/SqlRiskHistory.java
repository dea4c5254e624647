package io.keyvigil.store;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.ResolvedRisk;
import io.keyvigil.risk.RiskHistory;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tables {@code active_risk} and {@code resolved_risk}. Rows of a later version with an unknown risk or severity are
 * skipped. In a shared store, active risks without a tenant are skipped too: they are about one process and its clock, and
 * each process has its own.
 */
final class SqlRiskHistory implements RiskHistory {

    private final Transactions transactions;
    private final RiskTable active = new RiskTable("active_risk");
    private final ResolvedRiskTable resolved = new ResolvedRiskTable();

    private final Predicate<ActiveRisk> kept;

    /** For a store of this process only. */
    SqlRiskHistory(Transactions transactions) {
        this(transactions, any -> true);
    }

    private SqlRiskHistory(Transactions transactions, Predicate<ActiveRisk> kept) {
        this.transactions = transactions;
        this.kept = kept;
    }

    /** For a store that other processes write too. */
    static SqlRiskHistory shared(Transactions transactions) {
        return new SqlRiskHistory(transactions, risk -> risk.tenant().isPresent());
    }

    @Override
    public Collection<ActiveRisk> load() {
        return kept(transactions.read(active::load));
    }

    private List<ActiveRisk> kept(Collection<ActiveRisk> risks) {
        return risks.stream().filter(kept).toList();
    }

    @Override
    public List<ResolvedRisk> loadResolved() {
        return transactions.read(connection -> resolved.latest(connection, MOST_RESOLVED));
    }

    @Override
    public void write(Collection<ActiveRisk> changed, Collection<ActiveRisk> gone, Collection<ResolvedRisk> latest) {
        transactions.write(connection -> {
            active.write(connection, kept(changed));
            active.delete(connection, kept(gone));
            ResolvedRiskTable.write(connection, latest, MOST_RESOLVED);
            return null;
        });
    }
}
