package io.keyvigil.risk;

/** How soon an operator has to act; from the least to the most urgent. The code is the label of the metric and the alert. */
public enum Severity {
    /** Information; nothing breaks without action. */
    INFO("info"),
    /** Tokens will be rejected, or may already be, unless an operator acts during working hours. */
    WARNING("warning"),
    /** Valid tokens are rejected, or invalid ones accepted, now or very soon. */
    CRITICAL("critical");

    private final String code;

    Severity(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
