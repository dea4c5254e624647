package io.keyvigil.risk;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.Collection;
import java.util.List;

/**
 * The store of risks across restarts: the active ones, and the latest {@value #MOST_RESOLVED} resolved ones. A method that
 * cannot do its work throws {@link HistoryUnavailable}.
 */
public interface RiskHistory {

    int MOST_RESOLVED = 1_000;

    /** Returns the active risks as last written. */
    Collection<ActiveRisk> load();

    /** Returns the latest resolved risks of this and other processes, in any order. */
    List<ResolvedRisk> loadResolved();

    /**
     * Writes the changes in one transaction.
     *
     * @param active the risks that fired or changed
     * @param gone the risks that are no longer active
     * @param resolved the resolved risks to store; one that is already stored stays unchanged
     */
    void write(Collection<ActiveRisk> active, Collection<ActiveRisk> gone, Collection<ResolvedRisk> resolved);
}
