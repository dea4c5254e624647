package io.keyvigil.risk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners for changes. Each receives the changes in order. */
final class RiskListeners {

    private final List<RiskListener> listeners = new CopyOnWriteArrayList<>();

    void add(RiskListener listener) {
        listeners.add(listener);
    }

    void tell(List<RiskChange> changes) {
        changes.forEach(change -> listeners.forEach(listener -> tell(listener, change)));
    }

    private static void tell(RiskListener listener, RiskChange change) {
        switch (change.kind()) {
            case FIRED -> listener.fired(change.risk());
            case SEVERITY_CHANGED -> listener.severityChanged(change.risk());
            case REWORDED -> {
                // The change stays in the list of active risks.
            }
            case RESOLVED -> listener.resolved(change.risk(), change.at());
        }
    }
}
