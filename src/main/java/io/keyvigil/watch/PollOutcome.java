package io.keyvigil.watch;

/** How a poll ended. The code is the metric label {@code outcome} and the API's {@code outcome}. */
public enum PollOutcome {
    /** The keys were fetched and have changed, or it was the baseline. */
    CHANGED("changed"),
    /** The keys were fetched and are unchanged. */
    UNCHANGED("unchanged"),
    /** The provider reported no change (all responses have status 304). */
    NOT_MODIFIED("not-modified"),
    /** The keys could not be fetched. */
    FAILED("failed");

    private final String code;

    PollOutcome(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
