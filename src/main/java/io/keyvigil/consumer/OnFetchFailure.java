package io.keyvigil.consumer;

import java.util.Optional;

/**
 * What a consumer does when the keys cannot be fetched.
 *
 * @param keepsOldKeys whether the held keys are used past their life
 * @param text the shipped facts in words
 */
public record OnFetchFailure(Recorded keepsOldKeys, Optional<String> text) {}
