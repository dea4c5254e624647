package io.keyvigil.api;

import io.keyvigil.cache.CacheState;
import io.keyvigil.tenant.CachedKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The cache that a consumer exposes by {@code cached-keys}, and the result of reading it. */
@Schema(description = "The cache that the consumer shows, and the outcome of reading it")
record CacheView(
        @Schema(description = "url or file") String source,
        @Schema(description = "the address or file") String place,
        @Schema(description = "how often it is read") Duration every,
        Optional<Instant> lastAttempt,
        Optional<Instant> lastSuccess,
        @Schema(description = "private members were present; they are discarded, and the key must be replaced")
                boolean holdsPrivateKeys,
        @Schema(description = "what to do about that") Optional<String> warning,
        @Schema(description = "absent if the last attempt succeeded") Optional<FailureView> failure) {

    private static final String OF_PRIVATE_KEYS =
            "the cache shows private or secret key members, of which nothing was kept:"
                    + " show public keys only, or their kids, and replace the keys that were shown";

    /** @param failures the number of consecutive failures */
    record FailureView(
            @Schema(description = "as of failed polls: timeout, not-json, redirect-refused …") String reason,
            String detail,
            Instant at,
            int failures) {}

    static CacheView of(CachedKeys place, CacheState state) {
        return new CacheView(
                place.uri().isPresent() ? "url" : "file",
                place.uri().or(() -> place.file().map(Path::toString)).orElseThrow(),
                place.every(),
                state.lastAttempt(),
                state.lastSuccess(),
                state.holdsPrivateKeys(),
                state.holdsPrivateKeys() ? Optional.of(OF_PRIVATE_KEYS) : Optional.empty(),
                state.failure()
                        .map(failure -> new FailureView(
                                failure.reason().code(), failure.detail(), failure.at(), failure.count())));
    }
}
