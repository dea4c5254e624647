package io.keyvigil.profile;

import java.util.Optional;

/**
 * How long a consumer trusts a withdrawn key.
 *
 * @param dropLag how long it stays trusted (revocation lag)
 * @param text the shipped facts in words
 */
public record Withdrawal(Bound dropLag, Optional<String> text) {}
