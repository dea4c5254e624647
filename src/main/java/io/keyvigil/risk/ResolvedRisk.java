package io.keyvigil.risk;

import java.time.Instant;

/** A risk that was active until {@code at}. */
public record ResolvedRisk(ActiveRisk risk, Instant at) {}
