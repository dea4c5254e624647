package io.keyvigil.risk;

import java.time.Instant;

/**
 * A change of a risk: fired, another severity, another text or deadline, or resolved.
 *
 * @param risk the state after the change; the last state of a resolved risk
 */
record RiskChange(Kind kind, ActiveRisk risk, Instant at) {

    /** The kind of change. */
    enum Kind {
        FIRED,
        SEVERITY_CHANGED,
        REWORDED,
        RESOLVED
    }
}
