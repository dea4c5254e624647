package io.keyvigil.diagnosis;

import java.util.List;
import java.util.Optional;

/** How a diagnosis and two real validators agree about one token. */
public enum Agreement {
    REJECTED,
    ACCEPTED,

    /** A warning by contract: jose 4 and 5, express-oauth2-jwt-bearer and mod_auth_openidc accept it. */
    EXEMPT_NUMERIC_KID,

    /** RFC 9864 renamed EdDSA in 2025. jose (npm) from 5.10 accepts Ed25519; jose4j 0.9.6 and Nimbus 10.10 do not. */
    EXEMPT_RENAMED_EDDSA,

    ACCEPTED_BY_NO_VALIDATOR,
    REFUSAL_NOT_NAMED;

    static Agreement of(Diagnosis diagnosis, Optional<String> jose4j, Optional<String> nimbus) {
        if (jose4j.isPresent() && nimbus.isPresent()) {
            return numericKid(diagnosis)
                    ? EXEMPT_NUMERIC_KID
                    : "Ed25519".equals(alg(diagnosis)) ? EXEMPT_RENAMED_EDDSA : ACCEPTED_BY_NO_VALIDATOR;
        }
        boolean unnamed = jose4j.isPresent() && !names(diagnosis, "jose4j")
                || nimbus.isPresent() && !names(diagnosis, "Nimbus JOSE+JWT") && !needsTink(diagnosis);
        return unnamed && !dependsOnLeeway(diagnosis) ? REFUSAL_NOT_NAMED : ACCEPTED;
    }

    /** Whether it must not happen. */
    public boolean isDisagreement() {
        return this == ACCEPTED_BY_NO_VALIDATOR || this == REFUSAL_NOT_NAMED;
    }

    private static boolean numericKid(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .anyMatch(finding -> finding.explanation().startsWith("The header member kid is a number"));
    }

    private static boolean names(Diagnosis diagnosis, String validator) {
        return diagnosis.findings().stream()
                .map(finding -> finding.evidence().get(FormDispute.REFUSED_BY))
                .anyMatch(named -> named instanceof List<?> names && names.contains(validator));
    }

    /** Nimbus verifies signatures of EdDSA with a library that is optional. */
    private static boolean needsTink(Diagnosis diagnosis) {
        return "EdDSA".equals(alg(diagnosis));
    }

    private static Object alg(Diagnosis diagnosis) {
        return diagnosis.token().orElseThrow().header().get("alg");
    }

    /** Nimbus counts the last second of the leeway otherwise. */
    private static boolean dependsOnLeeway(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .anyMatch(finding ->
                        finding.code().filter(FindingCode.WITHIN_LEEWAY::equals).isPresent());
    }
}
