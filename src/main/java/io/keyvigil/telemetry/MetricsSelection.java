package io.keyvigil.telemetry;

import java.util.Arrays;
import java.util.Optional;

/** Of which tenants, and of which tenants' consumers, the metrics page has series. What is about none is always there. */
public enum MetricsSelection {
    /** Every tenant. */
    ALL("all"),
    /** Those that failed or were not polled yet, and those with an active risk, be it for information only. */
    NOT_OK("not-ok");

    private final String code;

    MetricsSelection(String code) {
        this.code = code;
    }

    /** Its name in the query and in the setting. */
    public String code() {
        return code;
    }

    public static Optional<MetricsSelection> of(String code) {
        return Arrays.stream(values())
                .filter(selection -> selection.code.equals(code))
                .findFirst();
    }
}
