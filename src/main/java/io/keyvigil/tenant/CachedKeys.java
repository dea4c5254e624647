package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The source of a consumer's real cache: an address or a file, exactly one of the two. */
public record CachedKeys(Optional<String> uri, Optional<Path> file, Duration every) {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);
}
