package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import java.util.Map;
import java.util.Optional;

/**
 * The facts that the signature proves.
 *
 * @param named the key that the kid names; without a kid, the only key
 * @param signer the key that made the signature, if proven
 * @param usedAlgorithm the actual algorithm, if it differs from the header
 * @param details numbers for the evidence: keys tried, keys known, block found, length
 */
record SignatureEvidence(
        Outcome outcome,
        Optional<KnownKey> named,
        Optional<KnownKey> signer,
        Optional<JwsAlgorithm> usedAlgorithm,
        Map<String, Object> details) {

    enum Outcome {
        /** The signature is over this content, by {@code signer}. */
        VERIFIED,
        /** By {@code signer} over this content, with the nonce in the header replaced by its hash. */
        GRAPH_NONCE,
        /** By {@code signer} over this content, in DER instead of R||S. */
        DER_ENCODED,
        /** By {@code signer} over this content, with {@code usedAlgorithm}. */
        OTHER_ALGORITHM,
        /** By the key in the token. */
        EMBEDDED_KEY,
        /** HMAC with the text of a published key. */
        PUBLIC_KEY_AS_SECRET,
        /** By {@code signer} over other content. */
        ALTERED,
        /** Shorter than its key requires. */
        TOO_SHORT,
        /** Longer than its key requires, or not below the modulus. */
        DAMAGED,
        /** By none of the tried keys, as far as can be determined. */
        UNEXPLAINED,
        /** There is no signature. */
        MISSING,
        /** It was not checked: no algorithm, no keys, or an unreadable token. */
        NOT_TRIED
    }

    static SignatureEvidence notTried() {
        return of(Outcome.NOT_TRIED);
    }

    static SignatureEvidence of(Outcome outcome) {
        return new SignatureEvidence(outcome, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Whether a published key without a kid made it. Keys in PEM files have no kid: no kid can be wrong. */
    boolean byUnlabelledKey() {
        return outcome == Outcome.VERIFIED
                && named.isEmpty()
                && signer.filter(key ->
                                key.own() && key.published() && key.jwk().kid().isEmpty())
                        .isPresent();
    }
}
