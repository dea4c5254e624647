package io.keyvigil.risk;

/**
 * Alerts for what Keyvigil cannot tell of itself, since it is gone or silent: only who scrapes it sees that. They have
 * rules and runbooks as every {@link Risk} has, but are no risks: nobody finds them in {@code /api/v1/risks}.
 */
public enum OutsideAlert {
    DOWN("KeyvigilDown", "An instance of Keyvigil cannot be scraped", Severity.WARNING),
    ABSENT("KeyvigilAbsent", "No instance of Keyvigil is scraped at all", Severity.CRITICAL),
    LATE("KeyvigilLate", "An instance of Keyvigil has had no usable answer of a tenant for long", Severity.WARNING);

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

    /** One sentence, without a final stop, about what it is in general. */
    public String summary() {
        return summary;
    }

    public Severity severity() {
        return severity;
    }
}
