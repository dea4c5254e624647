package io.keyvigil.risk;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.Collection;

/** Where active risks survive the process. A method that cannot do its work throws {@link HistoryUnavailable}. */
public interface RiskHistory {

    /** The risks that were active when they were last written. */
    Collection<ActiveRisk> load();

    /**
     * Writes, in one transaction, what changed.
     *
     * @param active those that fired, or whose severity changed
     * @param resolved those that are active no more
     */
    void write(Collection<ActiveRisk> active, Collection<ActiveRisk> resolved);
}
