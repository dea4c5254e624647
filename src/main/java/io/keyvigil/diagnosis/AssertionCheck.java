package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.SignatureEvidence.Outcome;
import io.keyvigil.jose.JoseHeader;
import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.KeyValidity;
import io.keyvigil.jose.SignatureForensics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a token that a client made itself by the rules of the receiver that it is made for: which member names the key,
 * {@code iss}, {@code sub}, {@code aud}, and the longest lifetime. Only the receiver knows which keys are registered.
 */
final class AssertionCheck implements TokenCheck {

    /** The member of the evidence that names the receiver. */
    static final String RECEIVER = "receiver";

    private final AssertionRules rules;

    AssertionCheck(AssertionRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        return rules.of(token)
                .map(rule -> checked(token, rule))
                .orElseGet(() -> List.of(Finding.skipped(
                        Check.ASSERTION, "The token is not one that a client makes for a known receiver.")));
    }

    private static List<Finding> checked(TokenUnderDiagnosis token, AssertionRule rule) {
        List<Finding> findings = new ArrayList<>();
        JsonObject header = token.jwt().orElseThrow().header().members();
        Claims claims = token.claims().orElseThrow();
        certificate(token, rule).ifPresent(findings::add);
        findings.addAll(new AssertionKeyName(token, rule).findings());
        new AssertionTimes(rule, token.at(), TokenTimes.of(claims)).finding().ifPresent(findings::add);
        rule.demands().stream()
                .filter(demand -> !demand.holds(header, claims))
                .map(demand -> Finding.of(demand.code(), demand.says(), Map.of("member", demand.of())))
                .forEach(findings::add);
        registration(token, rule).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    Check.ASSERTION, rule.form().says() + " It follows the rules of " + rule.receiver() + "."));
        }
        return findings.stream()
                .map(finding -> finding.with(Evidence.of(RECEIVER, rule.receiver())
                        .and("rules", rule.form().source())
                        .and("rulesOf", rule.date())
                        .members()))
                .toList();
    }

    /** The failure of the certificate in the header: it is not valid at that time, or another key signed. */
    private static Optional<Finding> certificate(TokenUnderDiagnosis token, AssertionRule rule) {
        if (!rule.embedded() && !rule.thumbprint()) {
            return Optional.empty();
        }
        KeyValidity validity = SignatureForensics.embeddedKey(
                        token.jwt().orElseThrow().header())
                .map(Jwk::validity)
                .orElse(KeyValidity.UNSTATED);
        boolean outside = validity.certificateNotAfter()
                        .filter(token.at()::isAfter)
                        .isPresent()
                || validity.certificateNotBefore().filter(token.at()::isBefore).isPresent();
        if (rule.embedded() && !signedByCertificate(token)) {
            return Optional.of(Finding.of(
                    FindingCode.ASSERTION_CERTIFICATE,
                    "Another key than that of the certificate in x5c made the signature, or the token was changed after"
                            + " signing."));
        }
        return outside
                ? Optional.of(Finding.of(
                        FindingCode.ASSERTION_CERTIFICATE,
                        "The certificate in x5c is not valid at this time.",
                        Evidence.of("notBefore", validity.certificateNotBefore())
                                .and("notAfter", validity.certificateNotAfter())
                                .members()))
                : Optional.empty();
    }

    /** Whether the certificate's key signed. It can also be a given key; a bare key in the header does not count. */
    private static boolean signedByCertificate(TokenUnderDiagnosis token) {
        JoseHeader header = token.jwt().orElseThrow().header();
        Optional<JwkThumbprint> signer =
                token.signature().signer().flatMap(key -> key.jwk().thumbprint());
        boolean same = signer.isPresent()
                && token.signature().outcome() == Outcome.VERIFIED
                && SignatureForensics.embeddedKey(header)
                        .flatMap(Jwk::thumbprint)
                        .equals(signer);
        return header.jwk().isEmpty() && (same || token.signature().outcome() == Outcome.EMBEDDED_KEY);
    }

    /** Without the registered key, the signature proves nothing to the receiver. */
    private static Optional<Finding> registration(TokenUnderDiagnosis token, AssertionRule rule) {
        if (rule.embedded() && signedByCertificate(token)) {
            return Optional.of(Finding.of(
                            FindingCode.ASSERTION_REGISTRATION_UNKNOWN,
                            "The key of the certificate in x5c made the signature. If " + rule.receiver()
                                    + " refuses it, the directory holds another certificate.")
                    .advising(rule.form().remedy()));
        }
        return token.subject().isPresent() || rule.embedded()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.ASSERTION_REGISTRATION_UNKNOWN,
                        rule.form().says() + " The key was not given, so the signature was not checked."));
    }
}
