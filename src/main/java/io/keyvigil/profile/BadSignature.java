package io.keyvigil.profile;

import java.util.Optional;

/**
 * The reaction of a consumer to a token that the cached key of its kid does not verify, as when a provider replaces a key
 * and keeps its kid.
 *
 * @param refetches whether the keys are fetched again
 * @param text the shipped facts in words
 */
public record BadSignature(Recorded refetches, Optional<String> text) {}
