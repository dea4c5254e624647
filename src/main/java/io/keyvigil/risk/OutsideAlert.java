package io.keyvigil.risk;

/**
 * Alerts about an instance of Keyvigil that is down or silent, which only Prometheus can detect. They have rules and
 * runbooks like a {@link Risk}, and do not appear in {@code /api/v1/risks}.
 */
public enum OutsideAlert {
    DOWN("KeyvigilDown", "An instance of Keyvigil cannot be scraped", Severity.WARNING),
    ABSENT("KeyvigilAbsent", "No instance of Keyvigil is scraped at all", Severity.CRITICAL),
    LATE("KeyvigilLate", "An instance of Keyvigil has not fetched the keys of a tenant for long", Severity.WARNING);

    private final String alertName;
    private final String summary;
    private final Severity severity;

    OutsideAlert(String alertName, String summary, Severity severity) {
        this.alertName = alertName;
        this.summary = summary;
        this.severity = severity;
    }

    public String alertName() {
        return alertName;
    }

    /** The condition in general, as one sentence without a trailing period. */
    public String summary() {
        return summary;
    }

    public Severity severity() {
        return severity;
    }
}
