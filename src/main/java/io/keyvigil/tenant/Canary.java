package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How to ask a tenant's token endpoint for a real token (RFC 6749 section 4.4). The secret stays in its file. */
public record Canary(String clientId, Path clientSecretFile, Optional<String> scope, Duration every) {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(15);
}
