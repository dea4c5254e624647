package io.keyvigil.profile;

import java.util.Optional;

/**
 * What becomes of a key that the provider withdrew.
 *
 * @param dropLag how long it stays trusted, also called the revocation lag
 * @param text the shipped facts in words
 */
public record Withdrawal(Bound dropLag, Optional<String> text) {}
