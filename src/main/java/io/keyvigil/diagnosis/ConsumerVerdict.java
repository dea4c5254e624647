package io.keyvigil.diagnosis;

import java.util.Optional;

/** What one consumer does with the token: {@code accepted}, {@code rejected} or {@code undetermined}, and why. */
public record ConsumerVerdict(String consumer, Optional<String> profile, Verdict verdict, String reason) {}
