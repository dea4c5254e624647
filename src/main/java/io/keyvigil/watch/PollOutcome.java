package io.keyvigil.watch;

/** How a poll ended. The code is the metric label {@code outcome} and the API's {@code outcome}. */
public enum PollOutcome {
    /** The keys were had, and something about them changed, or they were seen for the first time. */
    CHANGED("changed"),
    /** The keys were had and are the same. */
    UNCHANGED("unchanged"),
    /** The provider said that nothing has changed (status 304 throughout). */
    NOT_MODIFIED("not-modified"),
    /** The keys could not be had. */
    FAILED("failed");

    private final String code;

    PollOutcome(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
