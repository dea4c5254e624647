package io.keyvigil.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a consumer may still accept tokens of a key that the provider withdrew.
 *
 * @param until the last moment, included, at which it may; empty while {@code mayStillTrust} means that there is no bound
 *     to be relied on
 * @param reason a sentence for people; no final stop
 */
public record WithdrawnKey(boolean mayStillTrust, Optional<Instant> until, String reason) {}
