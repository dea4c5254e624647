package io.keyvigil.watch;

import io.keyvigil.provider.FetchFailure;
import java.time.Instant;

/** The last poll that failed, and why. */
public record PollFailure(FetchFailure reason, String detail, Instant at) {

    /** The reason's code. */
    public String code() {
        return reason.code();
    }
}
