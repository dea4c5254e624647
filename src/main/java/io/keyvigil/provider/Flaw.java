package io.keyvigil.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * A reason why a document could not be fetched.
 *
 * @param detail text for operators; never a header's value or a body
 */
record Flaw(FetchFailure reason, String detail, Optional<Duration> retryAfter) {

    Flaw(FetchFailure reason, String detail) {
        this(reason, detail, Optional.empty());
    }
}
