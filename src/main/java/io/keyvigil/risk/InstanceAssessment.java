package io.keyvigil.risk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Blind}, {@code ClockDrift} and {@code ClockUnknown}: problems of this process, independent of tenants. Pure. The
 * clock is unknown if time servers are configured and no majority of them agrees.
 */
final class InstanceAssessment {

    private InstanceAssessment() {}

    static Findings of(InstanceSubject subject) {
        Findings findings = new Findings();
        ClockError.finding(subject.drift(), subject.leeway(), "of any tenant").ifPresent(findings::add);
        if (!subject.drift().servers().isEmpty()
                && subject.drift().byTimeServers().isEmpty()) {
            findings.add(
                    Risk.CLOCK_UNKNOWN,
                    Optional.empty(),
                    "A wrong clock would go unnoticed, and with it rejected tokens: too few of the "
                            + subject.drift().servers().size() + " time servers agree",
                    Map.of(
                            "reason", subject.drift().reason().code(),
                            "servers",
                                    Integer.toString(subject.drift().servers().size())));
        }
        Map<String, String> blind = blind(subject);
        if (!blind.isEmpty()) {
            findings.add(
                    Risk.BLIND,
                    Optional.empty(),
                    "Changes of keys may go unnoticed or be forgotten: " + String.join("; ", blind.values()),
                    blind);
        }
        return findings;
    }

    private static Map<String, String> blind(InstanceSubject subject) {
        Map<String, String> blind = new LinkedHashMap<>(0);
        if (subject.late() > 0) {
            blind.put(
                    "late",
                    subject.late() + " of " + subject.tenants() + " tenants were not polled for over three intervals");
        }
        subject.refused().ifPresent(reason -> blind.put("watch-list", "the watch list is refused: " + reason));
        subject.storeFailure().ifPresent(reason -> blind.put("store", "the history cannot be written: " + reason));
        return blind;
    }
}
