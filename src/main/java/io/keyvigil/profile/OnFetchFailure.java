package io.keyvigil.profile;

import java.util.Optional;

/**
 * What a consumer does when the keys cannot be fetched.
 *
 * @param keepsOldKeys whether the held keys are used past their life
 * @param coolsDown whether a failed fetch forbids the next one for the cooldown, even where the keys have run out
 * @param text the shipped facts in words
 */
public record OnFetchFailure(Recorded keepsOldKeys, Recorded coolsDown, Optional<String> text) {}
