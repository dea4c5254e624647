package io.keyvigil.ntp;

/** The verdict on this clock. */
public enum ClockVerdict {
    /** Not known to be off by more than the threshold. */
    IN_STEP("in-step"),
    /** Off by more than the threshold for certain, however the error bound is used up. */
    DRIFTING("drifting"),
    /** Nothing trustworthy is known. */
    UNKNOWN("unknown");

    private final String code;

    ClockVerdict(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
