package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the header's {@code alg} is known, allowed, and fits the key that the header names (RFC 8725 section 3.1). */
final class AlgorithmCheck implements TokenCheck {

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.jwt().isEmpty()) {
            return List.of(Finding.skipped(Check.ALGORITHM, "there is no header to read"));
        }
        Optional<String> alg = token.jwt().get().header().alg();
        if (alg.isEmpty()) {
            return List.of(
                    Finding.of(FindingCode.ALG_MISSING, "The header names no algorithm (RFC 7515 section 4.1.1)."));
        }
        if (AsciiCase.same(alg.get(), "none")) {
            return List.of(Finding.of(
                    FindingCode.ALG_NONE, "The token says that it is not signed: anybody can have written it."));
        }
        Optional<JwsAlgorithm> known = JwsAlgorithm.named(alg.get());
        return known.map(algorithm -> algorithm.family() == JwsAlgorithm.Family.HMAC
                        ? hmac(token, algorithm)
                        : asymmetric(token, algorithm))
                .orElseGet(() -> List.of(Finding.of(
                        FindingCode.ALG_UNSUPPORTED,
                        "The algorithm is not one that is verified here.",
                        Evidence.of("alg", alg.get()).members())));
    }

    private static List<Finding> hmac(TokenUnderDiagnosis token, JwsAlgorithm algorithm) {
        if (token.signature().outcome() == SignatureEvidence.Outcome.PUBLIC_KEY_AS_SECRET) {
            return List.of(Finding.of(
                    FindingCode.HMAC_WITH_PUBLIC_KEY,
                    "The token is signed with a public key's text as shared secret: whoever reads the published keys can"
                            + " make such tokens. This is an attack on verifiers that trust the header's algorithm.",
                    token.signature().details()));
        }
        return List.of(Finding.of(
                FindingCode.HMAC_NOT_VERIFIABLE,
                algorithm.registeredName()
                        + " is made with a shared secret that no provider publishes; none of the known"
                        + " public keys' texts is that secret.",
                token.signature().details()));
    }

    private static List<Finding> asymmetric(TokenUnderDiagnosis token, JwsAlgorithm algorithm) {
        List<Finding> findings = new ArrayList<>();
        token.signature()
                .named()
                .map(KnownKey::jwk)
                .flatMap(key -> mismatch(key, algorithm))
                .ifPresent(findings::add);
        if (!token.expectation().algorithms().contains(algorithm)) {
            findings.add(Finding.of(
                    FindingCode.ALG_NOT_ALLOWED,
                    algorithm.registeredName() + " is not among the algorithms of "
                            + token.expectation().algorithmsOf() + ".",
                    Evidence.of("alg", algorithm.registeredName())
                            .and("allowed", names(token))
                            .members()));
        }
        notAdvertised(token, algorithm).ifPresent(findings::add);
        return findings.isEmpty()
                ? List.of(Finding.pass(Check.ALGORITHM, algorithm.registeredName() + " is allowed and fits the key."))
                : findings;
    }

    private static List<String> names(TokenUnderDiagnosis token) {
        return token.expectation().algorithms().stream()
                .map(JwsAlgorithm::registeredName)
                .sorted()
                .toList();
    }

    private static Optional<Finding> mismatch(Jwk key, JwsAlgorithm algorithm) {
        boolean materialFits = key.material().map(algorithm::fits).orElse(true);
        boolean labelFits = key.alg()
                .flatMap(JwsAlgorithm::named)
                .map(labelled -> isSame(labelled, algorithm))
                .orElse(true);
        if (materialFits && labelFits) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                FindingCode.ALG_KEY_MISMATCH,
                "The header says " + algorithm.registeredName() + ", but the key that its kid names is for "
                        + key.alg().orElse(describe(key)) + ".",
                Evidence.of("alg", algorithm.registeredName())
                        .and("keyType", describe(key))
                        .and("keyAlg", key.alg())
                        .members()));
    }

    /**
     * Whether both names mean one algorithm: RFC 9864 renamed EdDSA by curve, and a key with one name verifies tokens
     * with the other.
     */
    private static boolean isSame(JwsAlgorithm labelled, JwsAlgorithm algorithm) {
        boolean bothEdwards = labelled.family() == JwsAlgorithm.Family.EDDSA
                && algorithm.family() == JwsAlgorithm.Family.EDDSA
                && (labelled == JwsAlgorithm.EDDSA || algorithm == JwsAlgorithm.EDDSA);
        return labelled == algorithm || bothEdwards;
    }

    private static String describe(Jwk key) {
        if (key.material().isEmpty()) {
            return key.kty();
        }
        PublicMaterial material = key.material().get();
        return material instanceof PublicMaterial.Ec ec
                ? "EC " + ec.curve().registeredName()
                : material instanceof PublicMaterial.Okp okp
                        ? "OKP " + okp.curve().registeredName()
                        : "RSA";
    }

    private static Optional<Finding> notAdvertised(TokenUnderDiagnosis token, JwsAlgorithm algorithm) {
        return token.subject()
                .map(subject -> subject.state().advertisedAlgorithms())
                .filter(advertised -> !advertised.isEmpty() && !advertised.contains(algorithm.registeredName()))
                .map(advertised -> Finding.of(
                        FindingCode.ALG_NOT_ADVERTISED,
                        "The provider's discovery document does not list " + algorithm.registeredName()
                                + "; libraries that configure themselves from it will refuse the token.",
                        Evidence.of("advertised", advertised).members()));
    }
}
