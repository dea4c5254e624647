package io.keyvigil.profile;

import java.util.Optional;

/**
 * The reaction of a consumer to a failed fetch of the keys.
 *
 * @param keepsOldKeys whether cached keys are used after they have expired
 * @param coolsDown whether a failed fetch blocks the next one for the cooldown, even if the keys have expired
 * @param text the shipped facts in words
 */
public record OnFetchFailure(Recorded keepsOldKeys, Recorded coolsDown, Optional<String> text) {}
