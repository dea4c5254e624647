package io.keyvigil.store;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.ResolvedRisk;
import io.keyvigil.risk.RiskHistory;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables {@code active_risk} and {@code resolved_risk}. Rows of a later version, whose risk or severity is not known here, are
 * left out.
 */
public final class SqlRiskHistory implements RiskHistory {

    private final Transactions transactions;
    private final RiskTable active = new RiskTable("active_risk");
    private final ResolvedRiskTable resolved = new ResolvedRiskTable();

    public SqlRiskHistory(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Collection<ActiveRisk> load() {
        return transactions.read(active::load);
    }

    @Override
    public List<ResolvedRisk> loadResolved() {
        return transactions.read(connection -> resolved.latest(connection, MOST_RESOLVED));
    }

    @Override
    public void write(Collection<ActiveRisk> changed, Collection<ActiveRisk> gone, Collection<ResolvedRisk> latest) {
        transactions.write(connection -> {
            active.write(connection, changed);
            active.delete(connection, gone);
            ResolvedRiskTable.write(connection, latest, MOST_RESOLVED);
            return null;
        });
    }
}
