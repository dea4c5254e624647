package io.keyvigil.risk;

import java.time.Instant;

/**
 * Hears of risks, after the change is in the list of active ones. Of one risk at one tenant and consumer, {@code fired} and
 * {@code resolved} alternate, and come in their order. A restart tells nothing anew. Must be quick and must not throw.
 */
public interface RiskListener {

    void fired(ActiveRisk risk);

    /** The risk as it is now; it fired before, with another severity. */
    void severityChanged(ActiveRisk risk);

    /** The risk as it was last. */
    void resolved(ActiveRisk risk, Instant at);
}
