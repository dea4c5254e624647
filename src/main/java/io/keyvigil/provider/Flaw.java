package io.keyvigil.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that kept a document from being had.
 *
 * @param detail for people; never a header's value or a body
 */
record Flaw(FetchFailure reason, String detail, Optional<Duration> retryAfter) {

    Flaw(FetchFailure reason, String detail) {
        this(reason, detail, Optional.empty());
    }
}
