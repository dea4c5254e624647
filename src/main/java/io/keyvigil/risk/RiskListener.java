package io.keyvigil.risk;

import java.time.Instant;

/**
 * Receives changes of risks after the list of active risks was updated. {@code fired} and {@code resolved} of one risk at one
 * tenant and consumer alternate and arrive in order. A restart does not repeat changes. Implementations must return quickly and
 * must not throw.
 */
public interface RiskListener {

    void fired(ActiveRisk risk);

    /** Receives the current state of a risk that fired earlier with another severity. */
    void severityChanged(ActiveRisk risk);

    /** Receives the last state of the risk. */
    void resolved(ActiveRisk risk, Instant at);
}
