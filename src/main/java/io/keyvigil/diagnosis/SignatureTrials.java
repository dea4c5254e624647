package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.SignatureEvidence.Outcome;
import io.keyvigil.jose.EcCurve;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.Octets;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.jose.RsaBlock;
import io.keyvigil.jose.SignatureCheck;
import io.keyvigil.jose.SignatureForensics;
import io.keyvigil.jose.SignatureResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries keys on the signature of one token until one proves something. Used once. */
final class SignatureTrials {

    private static final String NOT_BELOW_MODULUS = "notBelowModulus";

    private static final int SIZE_UNIT = 512;

    /** The cost limit: a thousand keys of 2,048 bits with the usual exponent, about 35 ms. */
    private static final long MOST_SPENT = 1_000L * 16 * 19;

    /** The step of RSA key sizes, in bytes. */
    private static final int RSA_STEP = 64;

    /**
     * The cost of a key on a curve: one of Ed25519 needs up to three checks of about 0.1 ms each, one of Ed448 more.
     * Few tenants have more than ten.
     */
    private static final long CURVE_KEY = MOST_SPENT / 64;

    private static final int CURVE_BITS = 256;

    private final Jwt jwt;
    private final JwsAlgorithm algorithm;
    private final Octets signature;
    private final CandidateKeys candidates;
    private final Optional<KnownKey> named;
    private final Optional<Octets> withHashedNonce;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private int tried;
    private long spent;

    SignatureTrials(Jwt jwt, JwsAlgorithm algorithm, Octets signature, CandidateKeys candidates) {
        this.jwt = jwt;
        this.algorithm = algorithm;
        this.signature = signature;
        this.candidates = candidates;
        this.named = candidates.named();
        this.withHashedNonce = SignatureForensics.withHashedNonce(jwt);
    }

    SignatureEvidence evidence() {
        List<KnownKey> own = new ArrayList<>();
        named.ifPresent(own::add);
        candidates.own().stream()
                .filter(key ->
                        candidates.fits(key.jwk()) && named.filter(key::equals).isEmpty())
                .forEach(own::add);
        Optional<SignatureEvidence> proof = algorithm.family() == JwsAlgorithm.Family.ECDSA
                ? recovered(own)
                : firstProof(own).or(() -> firstProof(candidates.others()));
        return proof.or(this::embedded).orElseGet(this::unexplained);
    }

    private Optional<SignatureEvidence> firstProof(List<KnownKey> keys) {
        for (KnownKey key : keys) {
            Optional<SignatureEvidence> proof = tried(key);
            if (proof.isPresent()) {
                return proof;
            }
        }
        return Optional.empty();
    }

    private Optional<SignatureEvidence> tried(KnownKey key) {
        Optional<PublicMaterial> material = key.jwk().material();
        if (material.isEmpty()) {
            return Optional.empty();
        }
        if (tried > 0 && !affordable(material.get())) {
            return Optional.empty();
        }
        tried++;
        SignatureResult result = SignatureCheck.check(algorithm, material.get(), jwt.signingInput(), signature);
        if (result.verified()) {
            return proof(Outcome.VERIFIED, key);
        }
        Optional<SignatureEvidence> otherSalt =
                result.block().flatMap(block -> withOtherSalt(key, material.get(), block));
        if (otherSalt.isPresent()) {
            return otherSalt;
        }
        boolean curveKey = !(material.get() instanceof PublicMaterial.Rsa);
        boolean rsaProof = result.block().filter(RsaBlock::provesSigner).isPresent();
        if (!curveKey && !rsaProof) {
            return Optional.empty();
        }
        return withNonce(key, material.get())
                .or(() -> withOtherAlgorithm(key, material.get()))
                .or(() -> result.block().flatMap(block -> altered(key, block)));
    }

    /**
     * Whether the remaining cost limit allows this key. The sender of a request chooses the cost of pasted keys: a
     * modulus of 8,192 bits costs as much as tens of common ones.
     */
    private boolean affordable(PublicMaterial material) {
        if (material instanceof PublicMaterial.Rsa rsa) {
            long size = rsa.bits() / SIZE_UNIT;
            spent += size * size * (rsa.exponent().bitLength() + rsa.exponent().bitCount());
        } else {
            spent += CURVE_KEY * material.bits() / CURVE_BITS;
        }
        return spent <= MOST_SPENT;
    }

    private Optional<SignatureEvidence> withNonce(KnownKey key, PublicMaterial material) {
        return withHashedNonce
                .filter(input -> SignatureCheck.check(algorithm, material, input, signature)
                        .verified())
                .flatMap(input -> proof(Outcome.GRAPH_NONCE, key));
    }

    private Optional<SignatureEvidence> withOtherAlgorithm(KnownKey key, PublicMaterial material) {
        return SignatureForensics.otherAlgorithm(material, algorithm, jwt.signingInput(), signature)
                .map(used -> new SignatureEvidence(
                        Outcome.OTHER_ALGORITHM, named, Optional.of(key), Optional.of(used), details()));
    }

    /**
     * Tries other salt lengths: OpenSSL uses the maximum length by default; RFC 7518 section 3.5 requires the length
     * of the digest.
     */
    private Optional<SignatureEvidence> withOtherSalt(KnownKey key, PublicMaterial material, RsaBlock block) {
        if (!(block instanceof RsaBlock.Pss pss) || !SaltedSignature.verifies(material, pss, jwt, signature)) {
            return Optional.empty();
        }
        details.put("block", describe(block));
        details.put("saltOctets", pss.saltOctets());
        return proof(Outcome.OTHER_ALGORITHM, key);
    }

    private Optional<SignatureEvidence> altered(KnownKey key, RsaBlock block) {
        details.put("block", describe(block));
        return proof(Outcome.ALTERED, key);
    }

    /** Looks up the keys that an ECDSA signature and its content identify, without trying keys. */
    private Optional<SignatureEvidence> recovered(List<KnownKey> own) {
        tried = own.size();
        return lookedUp(Outcome.VERIFIED, jwt.signingInput(), signature)
                .or(() -> withHashedNonce.flatMap(input -> lookedUp(Outcome.GRAPH_NONCE, input, signature)))
                .or(() -> curve().flatMap(curve -> SignatureForensics.fromDer(signature, curve)
                        .flatMap(raw -> lookedUp(Outcome.DER_ENCODED, jwt.signingInput(), raw))));
    }

    private Optional<SignatureEvidence> lookedUp(Outcome outcome, Octets signingInput, Octets raw) {
        return SignatureInvestigation.recovered(algorithm, signingInput, raw).stream()
                .flatMap(thumbprint -> candidates.withThumbprint(thumbprint).stream())
                .findFirst()
                .flatMap(key -> proof(outcome, key));
    }

    private Optional<SignatureEvidence> embedded() {
        return SignatureForensics.embeddedKey(jwt.header())
                .flatMap(Jwk::material)
                .filter(material -> SignatureCheck.check(algorithm, material, jwt.signingInput(), signature)
                        .verified())
                .map(material -> new SignatureEvidence(
                        Outcome.EMBEDDED_KEY, named, Optional.empty(), Optional.empty(), details()));
    }

    private SignatureEvidence unexplained() {
        SignatureResult.Verdict length = named.or(this::onlyLength)
                .flatMap(key -> key.jwk().material())
                .map(material -> SignatureCheck.check(algorithm, material, jwt.signingInput(), signature)
                        .verdict())
                .orElseGet(this::withoutKey);
        boolean pastModulus = length == SignatureResult.Verdict.OUT_OF_RANGE && isRsa();
        Outcome outcome =
                switch (length) {
                    case WRONG_LENGTH_SHORT -> Outcome.TOO_SHORT;
                    case WRONG_LENGTH_LONG -> Outcome.DAMAGED;
                    case OUT_OF_RANGE -> pastModulus ? Outcome.UNEXPLAINED : Outcome.DAMAGED;
                    default -> Outcome.UNEXPLAINED;
                };
        details.put("signatureOctets", signature.length());
        if (pastModulus) {
            details.put(NOT_BELOW_MODULUS, true);
        }
        return new SignatureEvidence(outcome, named, Optional.empty(), Optional.empty(), details());
    }

    private boolean isRsa() {
        return algorithm.family() == JwsAlgorithm.Family.RSA_PKCS1 || algorithm.family() == JwsAlgorithm.Family.RSA_PSS;
    }

    /**
     * The result for a signature without a known key. Another issuer can use another key length, but RSA keys in
     * practice have multiples of 512 bits.
     */
    private SignatureResult.Verdict withoutKey() {
        boolean cut = isRsa() && signature.length() % RSA_STEP != 0
                || curve().filter(curve -> signature.length() < 2 * curve.coordinateOctets())
                        .isPresent();
        return cut ? SignatureResult.Verdict.WRONG_LENGTH_SHORT : SignatureResult.Verdict.NOT_VERIFIED;
    }

    /**
     * A published key that represents the length of all, if all keys that fit have one length; none if the token
     * names a key, which is then not among them.
     */
    private Optional<KnownKey> onlyLength() {
        if (jwt.header().kid().isPresent()) {
            return Optional.empty();
        }
        List<KnownKey> published = candidates.own().stream()
                .filter(key -> key.published() && candidates.fits(key.jwk()))
                .toList();
        long lengths = published.stream()
                .map(key -> key.jwk().material().orElseThrow().bits())
                .distinct()
                .count();
        return lengths == 1 ? Optional.of(published.get(0)) : Optional.empty();
    }

    private Optional<SignatureEvidence> proof(Outcome outcome, KnownKey signer) {
        return Optional.of(new SignatureEvidence(outcome, named, Optional.of(signer), Optional.empty(), details()));
    }

    private Map<String, Object> details() {
        details.put("keysTried", tried);
        details.put("keysOfTenant", candidates.own().size());
        details.put("tenantsKnown", candidates.tenantsKnown());
        return details;
    }

    private Optional<EcCurve> curve() {
        return switch (algorithm) {
            case ES256 -> Optional.of(EcCurve.P_256);
            case ES384 -> Optional.of(EcCurve.P_384);
            case ES512 -> Optional.of(EcCurve.P_521);
            case ES256K -> Optional.of(EcCurve.SECP256K1);
            default -> Optional.empty();
        };
    }

    private static String describe(RsaBlock block) {
        if (block instanceof RsaBlock.Pkcs1 pkcs1) {
            return "EMSA-PKCS1-v1_5, " + pkcs1.hash().standardName();
        }
        return block instanceof RsaBlock.Pss pss
                ? "EMSA-PSS, " + pss.hash().standardName() + ", " + pss.zeroOctets() + " zero octets of padding"
                : "malformed";
    }
}
