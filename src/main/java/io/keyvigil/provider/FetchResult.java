package io.keyvigil.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What became of one attempt to have a tenant's keys. */
public sealed interface FetchResult {

    /** The exchange with the discovery endpoint, where there was one and it was answered. */
    Optional<Exchange> discovery();

    /** The exchange with the JWK Set's endpoint, where there was one and it was answered. */
    Optional<Exchange> jwks();

    /** From the first request to the last octet. */
    Duration took();

    /**
     * At least one of the two documents was read anew.
     *
     * @param metadata empty where there is no discovery, or it is the same as before
     * @param document empty where the JWK Set is the same as before
     */
    record Fetched(
            Optional<Exchange> discovery,
            Optional<Exchange> jwks,
            Optional<ProviderMetadata> metadata,
            Optional<JwksDocument> document,
            Duration took)
            implements FetchResult {}

    /** Everything is as it was: by status 304, or octet by octet. */
    record NotModified(Optional<Exchange> discovery, Optional<Exchange> jwks, Duration took) implements FetchResult {}

    /**
     * The keys could not be fetched.
     *
     * @param metadata empty if there is no discovery, it failed, or it is the same as before
     * @param detail for people: address, status, position; never a header's value or a body
     * @param retryAfter what the provider asked for (RFC 9110 section 10.2.3)
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
