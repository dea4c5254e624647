package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.decoded;
import static io.keyvigil.jose.Signers.material;
import static io.keyvigil.jose.Signers.octets;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import io.keyvigil.jose.SignatureResult.Verdict;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureCheckTest {
    private static final Octets INPUT = octets("eyJhbGciOiJSUzI1NiJ9.e30");

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "genuine-signatures.csv", delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void signaturesOfOthersVerify(String source, String alg, String jwk, String input, String signature) {
        // Given
        JwsAlgorithm algorithm = JwsAlgorithm.named(alg).orElseThrow();
        PublicMaterial key = Keys.key(jwk).material().orElseThrow();

        // When
        SignatureResult result = SignatureCheck.check(algorithm, key, octets(input), decoded(signature));

        // Then
        assertThat(result.verdict()).as(source).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void ed448SignatureOfRfc8032OverNothingVerifies() {
        // Given
        byte[] key = HexFormat.of()
                .parseHex("5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778"
                        + "edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180");
        byte[] signature = HexFormat.of()
                .parseHex("533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281"
                        + "f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b41"
                        + "04852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff2e652600");
        PublicMaterial ed448 = new PublicMaterial.Okp(OkpCurve.ED448, base64Url(key));

        // When
        SignatureResult result =
                SignatureCheck.check(JwsAlgorithm.ED448, ed448, Octets.of(new byte[0]), Octets.of(signature));

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 7515 appendix A.1 and RFC 7520 section 4.4
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow,"
                + "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ,dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg,"
                + "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9.SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1"
                + "c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVw"
                + "IHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4,"
                + "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0"
    })
    void hmacOfRfcsVerifies(String secret, String input, String signature) {
        // When
        boolean verified =
                SignatureCheck.hmac(JwsAlgorithm.HS256, decoded(secret).toArray(), octets(input), decoded(signature));

        // Then
        assertThat(verified).isTrue();
    }

    @Test
    void hmacWithTheEmptySecretVerifies() {
        // Given: Python's hmac.new(b"", b"", "sha256")
        Octets signature =
                Octets.of(HexFormat.of().parseHex("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));

        // When
        boolean verified = SignatureCheck.hmac(JwsAlgorithm.HS256, new byte[0], Octets.of(new byte[0]), signature);

        // Then
        assertThat(verified).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HS384", "HS512", "RS256", "EDDSA"})
    void hmacOfOtherAlgorithmDoesNotVerify(JwsAlgorithm algorithm) {
        // Given
        Octets signature = decoded("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        // When
        boolean verified = SignatureCheck.hmac(algorithm, new byte[32], INPUT, signature);

        // Then
        assertThat(verified).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
    void tokenSignedByNimbusVerifies(JwsAlgorithm algorithm) throws JOSEException {
        // Given
        KeyPair pair = Signers.pairFor(algorithm);
        JWSObject token = new JWSObject(
                new JWSHeader(JWSAlgorithm.parse(algorithm.registeredName())), new Payload("{\"sub\":\"joe\"}"));
        token.sign(signer(pair));
        Jwt jwt = jwt(token.serialize());

        // When
        SignatureResult result = SignatureCheck.check(
                algorithm, material(pair), jwt.signingInput(), jwt.signature().orElseThrow());

        // Then
        assertThat(result.verified()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"EDDSA", "ED25519", "ED448"})
    void edwardsSignatureVerifies(JwsAlgorithm algorithm) {
        // Given
        KeyPair pair = Signers.curve(algorithm);
        Octets signature = Signers.sign(algorithm, pair, INPUT);

        // When
        SignatureResult result = SignatureCheck.check(algorithm, material(pair), INPUT, signature);

        // Then
        assertThat(result.verified()).isTrue();
    }

    /** One bit more than whole octets: the encoded block of EMSA-PSS is an octet shorter than the modulus. */
    @ParameterizedTest
    @CsvSource({"1025, PS256", "1031, PS256", "1032, PS384", "1033, RS256", "2041, PS512"})
    void modulusOfOddSizeVerifies(int bits, JwsAlgorithm algorithm) {
        // Given
        KeyPair pair = Signers.rsa(bits);
        Octets signature = Signers.sign(algorithm, pair, INPUT);

        // When
        SignatureResult result = SignatureCheck.check(algorithm, material(pair), INPUT, signature);

        // Then
        assertThat(result.verified()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"HS256", "HS384", "HS512", "ES256K"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherKeyOfSameKindDoesNotVerify(JwsAlgorithm algorithm) {
        // Given
        Octets signature = Signers.sign(algorithm, Signers.pairFor(algorithm), INPUT);
        boolean rsa = material(Signers.pairFor(algorithm)) instanceof PublicMaterial.Rsa;
        // The largest modulus of that size, so that the signature is a number below it.
        BigInteger largest = BigInteger.ONE.shiftLeft(2_048).subtract(BigInteger.ONE);
        PublicMaterial key = rsa
                ? new PublicMaterial.Rsa(largest, BigInteger.valueOf(65_537))
                : material(Signers.newCurve(algorithm));

        // When
        SignatureResult result = SignatureCheck.check(algorithm, key, INPUT, signature);

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(result.block().filter(RsaBlock::provesSigner)).isEmpty();
        assertThat(result.block().isPresent()).isEqualTo(rsa);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"HS256", "HS384", "HS512", "ES256K"},
            mode = EnumSource.Mode.EXCLUDE)
    void alteredContentAndAlteredSignatureDoNotVerify(JwsAlgorithm algorithm) {
        // Given
        PublicMaterial key = material(Signers.pairFor(algorithm));
        Octets signature = Signers.sign(algorithm, Signers.pairFor(algorithm), INPUT);
        byte[] altered = signature.toArray();
        altered[altered.length / 2 - 1] ^= 1;

        // When
        SignatureResult genuine = SignatureCheck.check(algorithm, key, INPUT, signature);
        SignatureResult ofOtherContent =
                SignatureCheck.check(algorithm, key, octets("eyJhbGciOiJSUzI1NiJ9.e31"), signature);
        SignatureResult damaged = SignatureCheck.check(algorithm, key, INPUT, Octets.of(altered));

        // Then
        assertThat(genuine.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(ofOtherContent.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(damaged.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "HS256, ES256",
        "HS256, RS256",
        "RS256, ES256",
        "RS256, EDDSA",
        "PS256, ES512",
        "ES256, RS256",
        "ES256, ES384",
        "ES512, ES256",
        "ES256K, ES256",
        "ES384, EDDSA",
        "EDDSA, RS256",
        "EDDSA, ES256",
        "ED25519, ED448",
        "ED448, ED25519"
    })
    void keyOfOtherKindDoesNotFit(JwsAlgorithm claimed, JwsAlgorithm ofKey) {
        // Given
        KeyPair pair = Signers.pairFor(ofKey);
        Octets signature = Signers.sign(ofKey, pair, INPUT);

        // When
        SignatureResult result = SignatureCheck.check(claimed, material(pair), INPUT, signature);

        // Then
        assertThat(result).isEqualTo(SignatureResult.of(Verdict.KEY_DOES_NOT_FIT));
    }

    @Test
    void keyForAgreementDoesNotFit() {
        // Given
        PublicMaterial key = new PublicMaterial.Okp(OkpCurve.X25519, base64Url(new byte[32]));

        // When
        SignatureResult result = SignatureCheck.check(JwsAlgorithm.EDDSA, key, INPUT, Octets.of(new byte[64]));

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.KEY_DOES_NOT_FIT);
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, 256",
        "RS384, 256",
        "PS256, 256",
        "ES256, 64",
        "ES384, 96",
        "ES512, 132",
        "ED25519, 64",
        "ED448, 114"
    })
    void lengthIsThatOfTheKey(JwsAlgorithm algorithm, int octets) {
        // Given
        PublicMaterial key = material(Signers.pairFor(algorithm));
        Octets signature = Signers.sign(algorithm, Signers.pairFor(algorithm), INPUT);

        // When
        Verdict shorter = verdict(algorithm, key, Arrays.copyOf(signature.toArray(), octets - 1));
        Verdict longer = verdict(algorithm, key, Arrays.copyOf(signature.toArray(), octets + 1));
        Verdict none = verdict(algorithm, key, new byte[0]);

        // Then
        assertThat(signature.length()).isEqualTo(octets);
        assertThat(shorter).isEqualTo(Verdict.WRONG_LENGTH_SHORT);
        assertThat(longer).isEqualTo(Verdict.WRONG_LENGTH_LONG);
        assertThat(none).isEqualTo(Verdict.WRONG_LENGTH_SHORT);
    }

    @ParameterizedTest
    @CsvSource({"0, OUT_OF_RANGE", "1, OUT_OF_RANGE", "-1, NOT_VERIFIED"})
    void numberNotBelowTheModulusIsOutOfRange(int above, Verdict expected) {
        // Given
        PublicMaterial key = material(Signers.rsa(2_048));
        BigInteger modulus = ((RSAPublicKey) Signers.rsa(2_048).getPublic()).getModulus();
        byte[] signature = UnsignedOctets.of(modulus.add(BigInteger.valueOf(above)));

        // When
        Verdict verdict = verdict(JwsAlgorithm.RS256, key, signature);

        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    /** A genuine signature plus the modulus has the same remainder, which must not make it genuine. */
    @Test
    void genuineSignaturePlusTheModulusIsOutOfRange() {
        // Given: a modulus of 1,033 bits leaves room in its 130 octets
        KeyPair pair = Signers.rsa(1_033);
        BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
        Octets genuine = Signers.sign(JwsAlgorithm.RS256, pair, INPUT);
        byte[] signature = UnsignedOctets.of(new BigInteger(1, genuine.toArray()).add(modulus), 130);

        // When
        Verdict verdict = verdict(JwsAlgorithm.RS256, material(pair), signature);

        // Then
        assertThat(verdict).isEqualTo(Verdict.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, false, false",
        "ES256, true, false",
        "ES256, false, true",
        "ES384, false, false",
        "ES512, false, false",
        "ES512, true, true"
    })
    void psychicSignatureIsOutOfRange(JwsAlgorithm algorithm, boolean orderAsR, boolean orderAsS) {
        // Given
        EcCurve curve = algorithm.curve().orElseThrow();
        BigInteger order = EcGroup.of(curve).order();
        byte[] r = UnsignedOctets.of(orderAsR ? order : BigInteger.ZERO, curve.coordinateOctets());
        byte[] s = UnsignedOctets.of(orderAsS ? order : BigInteger.ZERO, curve.coordinateOctets());
        byte[] signature = Arrays.copyOf(r, 2 * r.length);
        System.arraycopy(s, 0, signature, r.length, s.length);

        // When
        Verdict verdict = verdict(algorithm, material(Signers.curve(algorithm)), signature);

        // Then
        assertThat(verdict).isEqualTo(Verdict.OUT_OF_RANGE);
    }

    @Test
    void edwardsKeyThatIsNoPointDoesNotVerify() {
        // Given: 2 is the y of no point of Ed25519
        byte[] two = new byte[32];
        two[0] = 2;
        PublicMaterial key = new PublicMaterial.Okp(OkpCurve.ED25519, base64Url(two));

        // When
        Verdict verdict = verdict(JwsAlgorithm.EDDSA, key, new byte[64]);

        // Then
        assertThat(verdict).isEqualTo(Verdict.NOT_VERIFIED);
    }

    private static Verdict verdict(JwsAlgorithm algorithm, PublicMaterial key, byte[] signature) {
        return SignatureCheck.check(algorithm, key, INPUT, Octets.of(signature)).verdict();
    }

    private static JWSSigner signer(KeyPair pair) throws JOSEException {
        return pair.getPrivate() instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(pair.getPrivate());
    }

    private static Jwt jwt(String token) {
        return ((JwtReading.Readable) JwtParser.parse(token)).jwt();
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
