package io.keyvigil.profile;

import java.util.Optional;

/**
 * What a consumer does when a held key of the token's kid does not verify it, as when new key material came under an old
 * kid.
 *
 * @param refetches whether the keys are fetched again
 * @param text the shipped facts in words
 */
public record BadSignature(Recorded refetches, Optional<String> text) {}
