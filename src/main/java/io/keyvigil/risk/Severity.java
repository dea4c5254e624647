package io.keyvigil.risk;

/** How soon somebody has to act; from the least to the most urgent. The code is the metric's and the alert's label. */
public enum Severity {
    /** Worth knowing; nothing breaks if nobody acts. */
    INFO("info"),
    /** Something will break, or might already, unless somebody acts in working hours. */
    WARNING("warning"),
    /** Good tokens are rejected, or bad ones accepted, now or very soon. */
    CRITICAL("critical");

    private final String code;

    Severity(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
