package io.keyvigil.diagnosis;

import java.util.Optional;

/** The verdict of one consumer on the token, {@code accepted}, {@code rejected} or {@code undetermined}, and the reason. */
public record ConsumerVerdict(String consumer, Optional<String> profile, Verdict verdict, String reason) {}
