package io.keyvigil.jose;

import io.keyvigil.jose.SignatureResult.Verdict;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of applying a public key to an RSA signature (RSAVP1, RFC 8017 section 5.2.2), the only expensive step.
 *
 * @param modulusBits of the key
 * @param revealed the recovered number; the signer made the signature from it if this key is the correct one
 * @param pkcs1 the decoded block; empty if it does not have the form of EMSA-PKCS1-v1_5
 */
record RsaSignature(int modulusBits, BigInteger revealed, Optional<RsaBlock.Pkcs1> pkcs1) {

    private static final List<HashAlgorithm> PSS_HASHES =
            List.of(HashAlgorithm.SHA_256, HashAlgorithm.SHA_384, HashAlgorithm.SHA_512);

    static SignatureResult check(
            JwsAlgorithm algorithm, PublicMaterial.Rsa key, Octets signingInput, Octets signature) {
        Optional<Verdict> flaw = flaw(key, signature);
        if (flaw.isPresent()) {
            return SignatureResult.of(flaw.get());
        }
        RsaSignature applied = applied(key, signature);
        boolean verified = applied.verifies(algorithm, signingInput);
        return new SignatureResult(
                verified ? Verdict.VERIFIED : Verdict.NOT_VERIFIED, Optional.of(applied.block(algorithm, verified)));
    }

    static Optional<RsaSignature> of(PublicMaterial.Rsa key, Octets signature) {
        return flaw(key, signature).isPresent() ? Optional.empty() : Optional.of(applied(key, signature));
    }

    private static Optional<Verdict> flaw(PublicMaterial.Rsa key, Octets signature) {
        int modulusOctets = (key.bits() + 7) / 8;
        return SignatureCheck.lengthFlaw(signature.length(), modulusOctets)
                .or(() -> number(signature).compareTo(key.modulus()) < 0
                        ? Optional.empty()
                        : Optional.of(Verdict.OUT_OF_RANGE));
    }

    private static RsaSignature applied(PublicMaterial.Rsa key, Octets signature) {
        BigInteger revealed = number(signature).modPow(key.exponent(), key.modulus());
        return new RsaSignature(key.bits(), revealed, Pkcs1Form.of(revealed, signature.length()));
    }

    private static BigInteger number(Octets signature) {
        return new BigInteger(1, signature.toArray());
    }

    boolean verifies(JwsAlgorithm algorithm, Octets signingInput) {
        HashAlgorithm hash = algorithm.hash().orElseThrow();
        if (algorithm.family() == JwsAlgorithm.Family.RSA_PSS) {
            return pss(hash)
                    .filter(form -> form.saltOctets() == hash.digestOctets())
                    .filter(form -> form.isOf(signingInput))
                    .isPresent();
        }
        // A well-formed block with the correct digest equals the expected block byte for byte, RFC 8017 section 8.2.2.
        return pkcs1.filter(block -> block.hash() == hash)
                .filter(block -> MessageDigest.isEqual(block.digest().toArray(), hash.of(signingInput)))
                .isPresent();
    }

    private RsaBlock block(JwsAlgorithm algorithm, boolean verified) {
        boolean certainlyPss = verified && algorithm.family() == JwsAlgorithm.Family.RSA_PSS;
        return certainlyPss ? pss(algorithm.hash().orElseThrow()).orElseThrow().block() : block();
    }

    /** The block. If several PSS forms fit, all except one at random, the one with the most padding. */
    RsaBlock block() {
        Stream<RsaBlock.Pss> forms =
                PSS_HASHES.stream().flatMap(hash -> pss(hash).stream()).map(PssForm::block);
        return pkcs1.<RsaBlock>map(block -> block)
                .or(() -> forms.max(Comparator.comparingInt(RsaBlock.Pss::zeroOctets)))
                .orElseGet(RsaBlock.Malformed::new);
    }

    private Optional<PssForm> pss(HashAlgorithm hash) {
        return PssForm.of(hash, revealed, modulusBits - 1);
    }
}
