package io.keyvigil.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The result of one attempt to fetch a tenant's keys. */
public sealed interface FetchResult {

    /** The exchange with the discovery endpoint; empty without a response. */
    Optional<Exchange> discovery();

    /** The exchange with the JWK Set endpoint; empty without a response. */
    Optional<Exchange> jwks();

    /** The time from the first request to the last byte. */
    Duration took();

    /**
     * At least one of the two documents is new.
     *
     * @param metadata empty if there is no discovery, or it is unchanged
     * @param document empty if the JWK Set is unchanged
     */
    record Fetched(
            Optional<Exchange> discovery,
            Optional<Exchange> jwks,
            Optional<ProviderMetadata> metadata,
            Optional<JwksDocument> document,
            Duration took)
            implements FetchResult {}

    /** Everything is unchanged: by status 304, or byte for byte. */
    record NotModified(Optional<Exchange> discovery, Optional<Exchange> jwks, Duration took) implements FetchResult {}

    /**
     * The keys could not be fetched.
     *
     * @param metadata empty if there is no discovery, it failed, or it is unchanged
     * @param detail text for operators: address, status, position; never a header's value or a body
     * @param retryAfter the delay that the provider requested (RFC 9110 section 10.2.3)
     */
    record Failed(
            Optional<Exchange> discovery,
            Optional<Exchange> jwks,
            Optional<ProviderMetadata> metadata,
            FetchFailure reason,
            String detail,
            Optional<Duration> retryAfter,
            Duration took)
            implements FetchResult {}

    default <T> T fold(Function<Fetched, T> fetched, Function<NotModified, T> notModified, Function<Failed, T> failed) {
        if (this instanceof Fetched result) {
            return fetched.apply(result);
        }
        if (this instanceof NotModified result) {
            return notModified.apply(result);
        }
        return failed.apply((Failed) this);
    }
}
