package io.keyvigil.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds background to failing findings: recent changes, and particularities of the provider. */
final class FindingBackground {

    private FindingBackground() {}

    /** Returns the findings; failing ones about key, signature and issuer have more evidence. */
    static List<Finding> added(List<Finding> findings, TokenUnderDiagnosis token) {
        if (findings.stream().noneMatch(FindingBackground::wants)) {
            return findings;
        }
        List<Object> changes = RecentChanges.evidence(token.recentEvents());
        List<String> hints = EntraHints.of(token);
        return findings.stream()
                .map(finding -> wants(finding) ? finding.with(background(finding, changes, hints)) : finding)
                .toList();
    }

    private static boolean wants(Finding finding) {
        return finding.fails()
                && (finding.check() == Check.KEY
                        || finding.check() == Check.SIGNATURE
                        || finding.check() == Check.ISSUER);
    }

    private static Map<String, Object> background(Finding finding, List<Object> changes, List<String> hints) {
        Map<String, Object> background = new LinkedHashMap<>();
        if (!changes.isEmpty() && finding.check() != Check.ISSUER) {
            background.put("recentEvents", changes);
        }
        if (!hints.isEmpty()) {
            background.put("hints", hints);
        }
        return background;
    }
}
