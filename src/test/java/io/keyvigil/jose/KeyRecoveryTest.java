package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.decoded;
import static io.keyvigil.jose.Signers.material;
import static io.keyvigil.jose.Signers.octets;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRecoveryTest {

    @RepeatedTest(50)
    void signerIsAmongTheKeysOfP256() {
        assertSignerIsRecovered(JwsAlgorithm.ES256);
    }

    @RepeatedTest(50)
    void signerIsAmongTheKeysOfP384() {
        assertSignerIsRecovered(JwsAlgorithm.ES384);
    }

    @RepeatedTest(50)
    void signerIsAmongTheKeysOfP521() {
        assertSignerIsRecovered(JwsAlgorithm.ES512);
    }

    private static void assertSignerIsRecovered(JwsAlgorithm algorithm) {
        // Given
        KeyPair pair = Signers.newCurve(algorithm);
        Octets input = octets("input " + pair.getPublic().hashCode());
        Octets signature = Signers.sign(algorithm, pair, input);

        // When
        List<JwkThumbprint> keys = SignatureForensics.recoverKeys(algorithm, input, signature);

        // Then
        assertThat(keys).hasSize(2).contains(thumbprint(material(pair)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "genuine-signatures.csv", delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void signerOfOthersSignatureIsRecovered(String source, String alg, String jwk, String input, String signature) {
        // Given
        JwsAlgorithm algorithm = JwsAlgorithm.named(alg).orElseThrow();
        Jwk key = Keys.key(jwk);

        // When
        List<JwkThumbprint> keys = SignatureForensics.recoverKeys(algorithm, octets(input), decoded(signature));

        // Then
        boolean ecdsa = algorithm.family() == JwsAlgorithm.Family.ECDSA;
        assertThat(keys.contains(key.thumbprint().orElseThrow())).as(source).isEqualTo(ecdsa);
        assertThat(keys).as(source).hasSize(ecdsa ? 2 : 0);
    }

    @RepeatedTest(50)
    void signerIsAmongTheKeysOfSecp256k1() {
        // Given
        EcGroup group = EcGroup.of(EcCurve.SECP256K1);
        Random random = new Random();
        BigInteger secret = new BigInteger(255, random).add(BigInteger.ONE);
        PublicMaterial.Ec key = publicKey(group, secret);
        Octets input = octets("input " + secret.hashCode());
        Octets signature = signature(group, secret, new BigInteger(255, random).add(BigInteger.ONE), input);

        // When
        List<JwkThumbprint> keys = SignatureForensics.recoverKeys(JwsAlgorithm.ES256K, input, signature);

        // Then
        assertThat(keys).contains(thumbprint(key));
        assertThat(SignatureCheck.check(JwsAlgorithm.ES256K, key, input, signature)
                        .verified())
                .isTrue();
        assertThat(SignatureCheck.check(JwsAlgorithm.ES256K, key, octets("altered"), signature)
                        .verified())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void ownArithmeticAgreesWithThePlatform(JwsAlgorithm algorithm) {
        // Given
        Octets input = octets("input");
        PublicMaterial.Ec key = (PublicMaterial.Ec) material(Signers.curve(algorithm));
        Octets signature = Signers.sign(algorithm, Signers.curve(algorithm), input);

        // When
        boolean genuine = EcdsaSignature.of(key.curve(), signature).verifiesOnOwnArithmetic(algorithm, key, input);
        boolean altered =
                EcdsaSignature.of(key.curve(), signature).verifiesOnOwnArithmetic(algorithm, key, octets("altered"));

        // Then
        assertThat(genuine).isTrue();
        assertThat(altered).isFalse();
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void generatorHasTheOrderOfItsGroup(EcCurve curve) {
        // Given
        EcGroup group = EcGroup.of(curve);

        // When
        JacobianPoint multiple = group.generator().times(group.order());
        JacobianPoint last = group.generator().times(group.order().subtract(BigInteger.ONE));

        // Then
        assertThat(group.equation().holdsFor(group.generatorX(), group.generatorY()))
                .isTrue();
        assertThat(group.order().isProbablePrime(64)).isTrue();
        assertThat(multiple.isInfinity()).isTrue();
        assertThat(last.affineX()).isEqualTo(group.generatorX());
        assertThat(last.affineY()).isEqualTo(group.equation().prime().subtract(group.generatorY()));
    }

    /** An x from the order up to the prime, of which one in 2^128 signatures on P-256 has one: both x are tried. */
    @Test
    void pointBeyondTheOrderIsRecovered() {
        // Given
        EcGroup group = EcGroup.of(EcCurve.P_256);
        BigInteger r = BigInteger.ONE;
        while (group.pointAt(r.add(group.order())).isEmpty()) {
            r = r.add(BigInteger.ONE);
        }
        byte[] both = UnsignedOctets.of(r.shiftLeft(256).add(BigInteger.TEN), 64);

        // When
        List<JwkThumbprint> keys = SignatureForensics.recoverKeys(JwsAlgorithm.ES256, octets("input"), Octets.of(both));

        // Then
        int ofSmallerX = group.pointAt(r).isPresent() ? 2 : 0;
        assertThat(keys).hasSize(2 + ofSmallerX).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"ES256, 0", "ES256, 63", "ES256, 65", "ES256, 64", "RS256, 64", "EDDSA, 64", "HS256, 64"})
    void noKeysOfWhatIsNoSignature(JwsAlgorithm algorithm, int octets) {
        // When
        List<JwkThumbprint> keys =
                SignatureForensics.recoverKeys(algorithm, octets("input"), Octets.of(new byte[octets]));

        // Then
        assertThat(keys).isEmpty();
    }

    private static PublicMaterial.Ec publicKey(EcGroup group, BigInteger secret) {
        JacobianPoint point = group.generator().times(secret);
        return new PublicMaterial.Ec(EcCurve.SECP256K1, point.affineX(), point.affineY());
    }

    /** FIPS 186-4 section 6.4, since the platform cannot sign on this curve. */
    private static Octets signature(EcGroup group, BigInteger secret, BigInteger nonce, Octets input) {
        BigInteger hashed = new BigInteger(1, HashAlgorithm.SHA_256.of(input));
        BigInteger r = group.generator().times(nonce).affineX().mod(group.order());
        BigInteger s = nonce.modInverse(group.order())
                .multiply(hashed.add(r.multiply(secret)))
                .mod(group.order());
        return Octets.of(UnsignedOctets.of(r.shiftLeft(256).add(s), 64));
    }

    private static JwkThumbprint thumbprint(PublicMaterial key) {
        PublicMaterial.Ec ec = (PublicMaterial.Ec) key;
        return Thumbprints.ec(ec.curve(), UnsignedOctets.of(ec.x()), UnsignedOctets.of(ec.y()));
    }
}
