package io.keyvigil.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the finding that explains the others: among those that fail, the one whose code is first in
 * {@link FindingCode}. If the tenant does not accept {@code iss} and none of its keys made the signature, the issuer
 * precedes the codes about keys: unknown keys are a consequence of another issuer.
 */
final class CauseOfRejection {

    private CauseOfRejection() {}

    static Optional<Finding> of(List<Finding> findings, TokenUnderDiagnosis token) {
        Optional<Finding> first = first(findings);
        boolean aboutKeys = first.flatMap(Finding::code)
                .filter(CauseOfRejection::isAboutKeys)
                .isPresent();
        boolean ownKey = token.signature().signer().filter(KnownKey::own).isPresent();
        if (!aboutKeys || ownKey || IssuerCheck.isAccepted(token)) {
            return first;
        }
        return findings.stream()
                .filter(finding -> finding.fails() && finding.check() == Check.ISSUER)
                .findFirst()
                .filter(finding -> !finding.code().equals(Optional.of(FindingCode.ISSUER_MISSING)))
                .or(() -> first);
    }

    private static Optional<Finding> first(List<Finding> findings) {
        return findings.stream().filter(Finding::fails).min(Comparator.comparing(finding -> finding.code()
                .orElseThrow()));
    }

    private static boolean isAboutKeys(FindingCode code) {
        return code.check() == Check.KEY || code == FindingCode.WRONG_KEY;
    }
}
