package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;

/**
 * A signing key that went while its tokens could still live.
 *
 * @param at when it was first seen missing
 * @param tokensUntil until when tokens that it signed may be good, but for the key
 */
public record EarlyWithdrawal(KeyIdentity key, Instant at, Instant tokensUntil) {}
