package io.keyvigil.ntp;

/** On what a drift rests. */
public enum ClockBasis {
    NTP("ntp"),
    DATE_HEADER("date-header");

    private final String code;

    ClockBasis(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
