package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Determines which key made the signature, and over which content (RFC 7515 section 5.2). Reports only facts that
 * {@link SignatureInvestigation} proved.
 */
final class TokenSignatureCheck implements TokenCheck {

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        SignatureEvidence signature = token.signature();
        Finding finding =
                switch (signature.outcome()) {
                    case NOT_TRIED -> Finding.skipped(Check.SIGNATURE, reasonForNotTrying(token));
                    case MISSING ->
                        Finding.of(
                                FindingCode.SIGNATURE_MISSING, "The third segment is empty: the token is not signed.");
                    case VERIFIED -> verified(token);
                    case GRAPH_NONCE ->
                        proven(
                                FindingCode.GRAPH_NONCE_TOKEN,
                                "The signature is right once the header's nonce is replaced by its hash: a genuine"
                                        + " token for Microsoft Graph, which nobody but Graph can validate.",
                                signature);
                    case DER_ENCODED ->
                        proven(
                                FindingCode.SIGNATURE_DER_ENCODED,
                                "The signature is right, but encoded in DER; RFC 7518 section 3.4 wants R and S side"
                                        + " by side.",
                                signature);
                    case OTHER_ALGORITHM ->
                        proven(FindingCode.SIGNED_WITH_OTHER_ALGORITHM, otherAlgorithm(signature), signature);
                    case EMBEDDED_KEY ->
                        proven(
                                FindingCode.SIGNED_BY_EMBEDDED_KEY,
                                "The signature is right only for the key that the token itself brings along: that"
                                        + " proves nothing, for anybody can make such a token.",
                                signature);
                    case ALTERED -> altered(signature);
                    case PUBLIC_KEY_AS_SECRET, TOO_SHORT ->
                        Finding.skipped(
                                Check.SIGNATURE,
                                "see the other findings: the signature itself is not of a kind to judge");
                    case DAMAGED ->
                        Finding.of(
                                FindingCode.SIGNATURE_DAMAGED,
                                "No key of this length can have made the signature.",
                                signature.details());
                    case UNEXPLAINED -> unexplained(token);
                };
        return List.of(finding);
    }

    private static String reasonForNotTrying(TokenUnderDiagnosis token) {
        if (token.jwt().isEmpty()) {
            return "there is no token that could be read";
        }
        return token.subject().isEmpty()
                ? "no tenant was found, so there are no keys to verify with"
                : "without a known algorithm and a readable signature there is nothing to verify";
    }

    private static String otherAlgorithm(SignatureEvidence signature) {
        return signature
                .usedAlgorithm()
                .map(used -> "The signature is right for " + used.registeredName()
                        + ", but the header names another algorithm.")
                .orElse("The signature is right but for the length of its salt: RFC 7518 section 3.5 wants it as long"
                        + " as the digest.");
    }

    private static Finding proven(FindingCode code, String explanation, SignatureEvidence signature) {
        Map<String, Object> evidence = new LinkedHashMap<>(signature.details());
        signature.usedAlgorithm().ifPresent(algorithm -> evidence.put("algorithmUsed", algorithm.registeredName()));
        signature
                .signer()
                .ifPresent(key -> evidence.put("signer", key.evidence().members()));
        return Finding.of(code, explanation, evidence);
    }

    private static Finding verified(TokenUnderDiagnosis token) {
        SignatureEvidence signature = token.signature();
        KnownKey signer = signature.signer().orElseThrow();
        Optional<String> kid = token.jwt().flatMap(jwt -> jwt.header().kid());
        boolean labelled = kid.isPresent() && signer.jwk().kid().equals(kid);
        boolean thisTenantsKid =
                signature.named().filter(named -> !named.equals(signer)).isPresent();
        if (!signer.own() && (!labelled || thisTenantsKid)) {
            return proven(
                    FindingCode.SIGNED_BY_OTHER_TENANT,
                    "The signature is right for a key of tenant " + signer.tenant() + ", not of this one.",
                    signature);
        }
        if (signer.own() && !labelled && !signer.published()) {
            return proven(
                    FindingCode.SIGNED_BY_WITHDRAWN_KEY,
                    "The signature is right for a key that the provider has withdrawn, and the token does not name it.",
                    signature);
        }
        if (signer.own() && !labelled && kid.isPresent() && !signature.byUnlabelledKey()) {
            return proven(
                    FindingCode.SIGNED_BY_OTHER_KEY,
                    "The signature is right for another published key than the one that the kid names.",
                    signature);
        }
        return Finding.pass(
                Check.SIGNATURE,
                "The signature is right: this key signed exactly this content.",
                signer.evidence().members());
    }

    private static Finding altered(SignatureEvidence signature) {
        KnownKey signer = signature.signer().orElseThrow();
        return proven(
                FindingCode.CONTENT_ALTERED,
                "A key of tenant " + signer.tenant() + " made this signature, but over other content: header or payload"
                        + " were changed after signing.",
                signature);
    }

    private static Finding unexplained(TokenUnderDiagnosis token) {
        SignatureEvidence signature = token.signature();
        Optional<JwsAlgorithm> algorithm =
                token.jwt().flatMap(jwt -> jwt.header().alg()).flatMap(JwsAlgorithm::named);
        if (algorithm
                .filter(known -> known.family() == JwsAlgorithm.Family.HMAC)
                .isPresent()) {
            return Finding.skipped(Check.SIGNATURE, "a shared secret made this signature; no public key can judge it");
        }
        if (token.subject().isEmpty()) {
            return new Finding(
                    Check.SIGNATURE,
                    Result.SKIPPED,
                    Optional.empty(),
                    "no tenant was found, and none of the other keys tried made this signature",
                    signature.details());
        }
        boolean curve = algorithm
                .filter(known ->
                        known.family() == JwsAlgorithm.Family.ECDSA || known.family() == JwsAlgorithm.Family.EDDSA)
                .isPresent();
        Map<String, Object> evidence = new LinkedHashMap<>(signature.details());
        evidence.put("damageExcluded", false);
        if (curve) {
            evidence.put("alterationExcluded", false);
        }
        return Finding.of(
                FindingCode.WRONG_KEY,
                curve
                        ? "None of the keys tried made this signature over this content. With this algorithm a wrong"
                                + " key, changed content and a damaged signature look the same."
                        : "None of the keys tried made this signature. Another key did, or the signature was damaged.",
                evidence);
    }
}
