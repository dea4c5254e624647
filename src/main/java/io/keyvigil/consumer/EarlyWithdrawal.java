package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;

/**
 * A signing key that was withdrawn before its tokens expired.
 *
 * @param at the time of the first poll without it
 * @param tokensUntil the latest time at which its tokens would be valid if the key were published
 */
public record EarlyWithdrawal(KeyIdentity key, Instant at, Instant tokensUntil) {}
