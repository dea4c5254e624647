package io.keyvigil.ntp;

/** Why the time servers are the basis, or are not. */
public enum ClockReason {
    /** A majority of the time servers agrees. */
    SERVERS_AGREE("servers-agree"),
    /** Only one is configured, and no other source confirms it. */
    SINGLE_SERVER("single-server"),
    NO_TIME_SERVERS("no-time-servers"),
    /** None of them has responded yet. */
    NOT_HEARD_YET("not-heard-yet"),
    /** At most half of the time servers are usable. */
    NO_QUORUM("no-quorum"),
    /** Those who do contradict each other. */
    NO_MAJORITY("no-majority"),
    /** This clock was set, or the machine slept, so what was measured before tells nothing. */
    CLOCK_STEPPED("clock-stepped");

    private final String code;

    ClockReason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
