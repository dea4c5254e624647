package io.keyvigil.diagnosis;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the summary of a diagnosis, which users read first. */
final class DiagnosisSummary {

    private DiagnosisSummary() {}

    static String of(TokenUnderDiagnosis token, List<Finding> findings, Optional<Finding> cause, Verdict verdict) {
        if (cause.isPresent()) {
            return cause.get().explanation() + others(findings, cause.get()) + receiver(findings);
        }
        if (verdict == Verdict.UNDETERMINED) {
            return findings.stream()
                    .filter(finding -> finding.check() == Check.MESSAGE && finding.result() != Result.SKIPPED)
                    .map(Finding::explanation)
                    .findFirst()
                    .orElse("There is neither a token nor a message to diagnose.");
        }
        return "The token is accepted" + by(token) + validity(token) + "." + receiver(findings) + received(token);
    }

    private static String others(List<Finding> findings, Finding cause) {
        long others = findings.stream()
                .filter(finding -> finding.fails() && finding.check() != cause.check())
                .count();
        return others == 0
                ? ""
                : " " + others + (others == 1 ? " other check fails, too." : " other checks fail, too.");
    }

    /** The receiver whose rules were used: only the receiver knows the registered keys. */
    private static String receiver(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.check() == Check.ASSERTION)
                .flatMap(finding -> Optional.ofNullable(finding.evidence().get(AssertionCheck.RECEIVER)).stream())
                .findFirst()
                .map(name -> " This is by the rules of " + name + ", which alone knows the registered keys.")
                .orElse("");
    }

    private static String received(TokenUnderDiagnosis token) {
        return token.presented().spoiled()
                ? " But a validator that receives it as it was pasted rejects it: see wrapped-token."
                : "";
    }

    private static String by(TokenUnderDiagnosis token) {
        return token.subject()
                .filter(subject -> !subject.pasted())
                .map(subject -> " for tenant " + subject.tenant().id())
                .orElse(" for the keys given");
    }

    private static String validity(TokenUnderDiagnosis token) {
        return token.claims()
                .flatMap(claims -> TokenTimes.of(claims).expires())
                .map(end -> Duration.between(token.at(), end))
                .map(left -> left.isNegative()
                        ? ""
                        : " and valid for another " + DurationText.of(Duration.ofSeconds(left.toSeconds())))
                .orElse("");
    }
}
