package io.keyvigil.telemetry;

import java.util.Arrays;
import java.util.Optional;

/**
 * Selects the tenants with series on the metrics page; their consumers are selected with them. Series without a tenant are always
 * present.
 */
public enum MetricsSelection {
    /** Every tenant. */
    ALL("all"),
    /** Tenants that failed or were not polled yet, and tenants with an active risk, including one of severity info. */
    NOT_OK("not-ok");

    private final String code;

    MetricsSelection(String code) {
        this.code = code;
    }

    /** Returns its name in the query and in the setting. */
    public String code() {
        return code;
    }

    public static Optional<MetricsSelection> of(String code) {
        return Arrays.stream(values())
                .filter(selection -> selection.code.equals(code))
                .findFirst();
    }
}
