package io.keyvigil.risk;

import java.time.Instant;

/**
 * That a risk fired, became more or less severe, is told in other words or with another deadline, or resolved.
 *
 * @param risk as it is afterwards; a resolved one as it was last
 */
record RiskChange(Kind kind, ActiveRisk risk, Instant at) {

    /** What happened to the risk. */
    enum Kind {
        FIRED,
        SEVERITY_CHANGED,
        REWORDED,
        RESOLVED
    }
}
