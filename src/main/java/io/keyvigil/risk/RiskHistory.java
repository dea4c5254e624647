package io.keyvigil.risk;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.Collection;
import java.util.List;

/**
 * Where risks survive the process: the active ones, and the latest {@value #MOST_RESOLVED} that resolved. A method that cannot do its
 * work throws {@link HistoryUnavailable}.
 */
public interface RiskHistory {

    int MOST_RESOLVED = 1_000;

    /** The risks that were active when they were last written. */
    Collection<ActiveRisk> load();

    /** The latest that resolved, here and in other processes, in any order. */
    List<ResolvedRisk> loadResolved();

    /**
     * Writes, in one transaction, what changed.
     *
     * @param active those that fired, or that changed
     * @param gone those that are active no more
     * @param resolved what is to be remembered of those that resolved; one that is remembered already stays as it is
     */
    void write(Collection<ActiveRisk> active, Collection<ActiveRisk> gone, Collection<ResolvedRisk> resolved);
}
