package io.keyvigil.ntp;

/** Why the time servers are the basis, or are not. */
public enum ClockReason {
    /** A majority of the time servers agrees. */
    SERVERS_AGREE("servers-agree"),
    /** Only one is configured, and nobody bears it out. */
    SINGLE_SERVER("single-server"),
    NO_TIME_SERVERS("no-time-servers"),
    /** None of them has been heard yet. */
    NOT_HEARD_YET("not-heard-yet"),
    /** No more than half of the time servers give something to go by. */
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
