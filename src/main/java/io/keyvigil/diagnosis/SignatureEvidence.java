package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import java.util.Map;
import java.util.Optional;

/**
 * What the signature proves.
 *
 * @param named the key that the kid names, or the only one there is where it names none
 * @param signer the key that made the signature, where that is proven
 * @param usedAlgorithm the algorithm really used, where it is another than the header says
 * @param details numbers for the evidence: keys tried, keys known, block found, octets
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
        /** By {@code signer} over this content, once the header's nonce is replaced by its hash. */
        GRAPH_NONCE,
        /** By {@code signer} over this content, in DER instead of R||S. */
        DER_ENCODED,
        /** By {@code signer} over this content, with {@code usedAlgorithm}. */
        OTHER_ALGORITHM,
        /** By the key that the token itself brings along. */
        EMBEDDED_KEY,
        /** HMAC with the text of a published key. */
        PUBLIC_KEY_AS_SECRET,
        /** By {@code signer} over other content. */
        ALTERED,
        /** Shorter than its key demands. */
        TOO_SHORT,
        /** Longer than its key demands, or not a number below the modulus. */
        DAMAGED,
        /** By none of the keys tried, as far as can be told. */
        UNEXPLAINED,
        /** There is no signature. */
        MISSING,
        /** It was not looked at: no algorithm, no keys, or an unreadable token. */
        NOT_TRIED
    }

    static SignatureEvidence notTried() {
        return of(Outcome.NOT_TRIED);
    }

    static SignatureEvidence of(Outcome outcome) {
        return new SignatureEvidence(outcome, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Whether a published key without a label made it: PEM files know no kid, so that none can be wrong. */
    boolean byUnlabelledKey() {
        return outcome == Outcome.VERIFIED
                && named.isEmpty()
                && signer.filter(key ->
                                key.own() && key.published() && key.jwk().kid().isEmpty())
                        .isPresent();
    }
}
