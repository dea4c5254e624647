package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.RiskListener;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Receives the risks that another process found and delivered. */
record ReplicatedRisks(BiConsumer<Subject, Optional<ActiveRisk>> followed) implements RiskListener {

    @Override
    public void fired(ActiveRisk risk) {
        followed.accept(Subject.of(risk), Optional.of(risk));
    }

    @Override
    public void severityChanged(ActiveRisk risk) {
        followed.accept(Subject.of(risk), Optional.of(risk));
    }

    @Override
    public void resolved(ActiveRisk risk, Instant at) {
        followed.accept(Subject.of(risk), Optional.empty());
    }
}
