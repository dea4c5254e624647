package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.SignatureEvidence.Outcome;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.Octets;
import io.keyvigil.jose.SignatureCheck;
import io.keyvigil.jose.SignatureForensics;
import io.keyvigil.watch.KeyIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Determines the key that made a signature, and the signed content.
 *
 * <ol>
 *   <li>A valid token needs one verification, with the key that its kid names.
 *   <li>Otherwise all keys of the tenant are tried, published and withdrawn, then at most
 *       {@value CandidateKeys#MOST_OF_OTHERS} keys of other tenants. For ECDSA, the keys that could have made the
 *       signature are computed and looked up.
 *   <li>Reports only proven facts: proven by verification, or by the form of the block that an RSA key recovers.
 * </ol>
 */
final class SignatureInvestigation {

    private final KnownTenants tenants;

    SignatureInvestigation(KnownTenants tenants) {
        this.tenants = tenants;
    }

    SignatureEvidence investigate(Jwt jwt, Optional<Subject> subject) {
        Optional<JwsAlgorithm> algorithm = jwt.header().alg().flatMap(JwsAlgorithm::named);
        if (jwt.signature().isEmpty()) {
            return SignatureEvidence.notTried();
        }
        if (jwt.signature().get().length() == 0) {
            return SignatureEvidence.of(Outcome.MISSING);
        }
        return algorithm
                .map(known -> known.family() == JwsAlgorithm.Family.HMAC
                        ? hmac(jwt, known, subject)
                        : asymmetric(jwt, known, subject))
                .orElseGet(SignatureEvidence::notTried);
    }

    private SignatureEvidence asymmetric(Jwt jwt, JwsAlgorithm algorithm, Optional<Subject> subject) {
        Octets signature = jwt.signature().orElseThrow();
        CandidateKeys candidates = new CandidateKeys(tenants, subject, jwt, algorithm);
        Optional<KnownKey> named = candidates.named();
        if (named.filter(key -> key.published() && verifies(algorithm, key.jwk(), jwt.signingInput(), signature))
                .isPresent()) {
            return new SignatureEvidence(Outcome.VERIFIED, named, named, Optional.empty(), Map.of());
        }
        return new SignatureTrials(jwt, algorithm, signature, candidates).evidence();
    }

    private static boolean verifies(JwsAlgorithm algorithm, Jwk key, Octets signingInput, Octets signature) {
        return key.material()
                .filter(material -> SignatureCheck.check(algorithm, material, signingInput, signature)
                        .verified())
                .isPresent();
    }

    private SignatureEvidence hmac(Jwt jwt, JwsAlgorithm algorithm, Optional<Subject> subject) {
        if (subject.isEmpty()) {
            return SignatureEvidence.notTried();
        }
        Map<KeyIdentity, String> json =
                tenants.publicJson(subject.get().tenant().id());
        List<KnownKey> keys = CandidateKeys.of(subject.get(), true).stream()
                .limit(CandidateKeys.MOST_FOR_HMAC)
                .toList();
        for (KnownKey key : keys) {
            Optional<String> form = key.jwk()
                    .material()
                    .flatMap(material -> SignatureForensics.hmacWithPublicKeyText(
                            algorithm,
                            material,
                            Optional.ofNullable(json.get(key.observed().identity())),
                            jwt.signingInput(),
                            jwt.signature().orElseThrow()));
            if (form.isPresent()) {
                return new SignatureEvidence(
                        Outcome.PUBLIC_KEY_AS_SECRET,
                        Optional.empty(),
                        Optional.of(key),
                        Optional.empty(),
                        Map.of("secretUsed", form.get()));
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("keysTried", keys.size());
        return new SignatureEvidence(
                Outcome.UNEXPLAINED, Optional.empty(), Optional.empty(), Optional.empty(), details);
    }

    /** The thumbprints of the keys under which an ECDSA signature would verify; for users and lookups. */
    static List<JwkThumbprint> recovered(JwsAlgorithm algorithm, Octets signingInput, Octets signature) {
        return algorithm.family() == JwsAlgorithm.Family.ECDSA
                ? SignatureForensics.recoverKeys(algorithm, signingInput, signature)
                : List.of();
    }
}
