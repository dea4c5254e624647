package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.material;
import static io.keyvigil.jose.Signers.octets;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureForensicsTest {
    private static final Octets INPUT = octets("eyJhbGciOiJSUzI1NiJ9.e30");

    @ParameterizedTest
    @CsvSource({
        "RS256, RS512",
        "RS256, RS384",
        "RS256, PS256",
        "RS256, PS512",
        "PS256, RS256",
        "PS256, PS384",
        "PS512, RS256",
        "HS256, RS256",
        "ES256, RS256",
        "RS256, ES256",
        "ES256, ES384",
        "ES512, ES256",
        "ES256K, ES256",
        "RS256, EDDSA",
        "ED448, EDDSA",
        "ED25519, ED448"
    })
    void algorithmReallyUsedIsFound(JwsAlgorithm claimed, JwsAlgorithm used) {
        // Given
        KeyPair pair = Signers.pairFor(used);
        Octets signature = Signers.sign(used, pair, INPUT);

        // When
        Optional<JwsAlgorithm> found = SignatureForensics.otherAlgorithm(material(pair), claimed, INPUT, signature);

        // Then: Ed448 is found as EdDSA, the older name of both
        assertThat(found).contains(used == JwsAlgorithm.ED448 ? JwsAlgorithm.EDDSA : used);
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS256", "ES256", "EDDSA"})
    void alteredContentHasNoOtherAlgorithm(JwsAlgorithm algorithm) {
        // Given
        KeyPair pair = Signers.pairFor(algorithm);
        Octets signature = Signers.sign(algorithm, pair, INPUT);

        // When
        Optional<JwsAlgorithm> found =
                SignatureForensics.otherAlgorithm(material(pair), algorithm, octets("altered"), signature);

        // Then
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "255", "257"})
    void signatureOfWrongLengthHasNoOtherAlgorithm(int octets) {
        // Given
        PublicMaterial key = material(Signers.rsa(2_048));

        // When
        Optional<JwsAlgorithm> found =
                SignatureForensics.otherAlgorithm(key, JwsAlgorithm.RS256, INPUT, Octets.of(new byte[octets]));

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void embeddedKeyIsReadWithoutItsPrivateMembers() {
        // Given
        JoseHeader header = header("{'alg':'ES256','jwk':{'kty':'EC','crv':'P-256','d':'c2VjcmV0',"
                + "'x':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',"
                + "'y':'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'}}");

        // When
        Jwk key = SignatureForensics.embeddedKey(header).orElseThrow();

        // Then
        assertThat(key.material()).isEqualTo(Keys.key(Keys.RFC_7515_EC).material());
        assertThat(key.privateMembers()).containsExactly("d");
    }

    @Test
    void keyOfEmbeddedCertificateIsRead() throws IOException {
        // Given
        String pem = resource("rsa-certificate.pem");
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        JoseHeader header = header("{'alg':'RS256','x5c':['" + base64 + "']}");

        // When
        Jwk key = SignatureForensics.embeddedKey(header).orElseThrow();

        // Then
        Jwk expected = Keys.keys(JwkSetParser.parsePem(pem)).get(0);
        assertThat(key.material()).isPresent().isEqualTo(expected.material());
    }

    @Test
    void embeddedKeyThatCannotBeReadIsUnusable() {
        // When
        Jwk key =
                SignatureForensics.embeddedKey(header("{'jwk':{'kty':'RSA'}}")).orElseThrow();

        // Then
        assertThat(key.unusable()).contains(UnusableReason.MEMBER_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{}", "{'jwk':'text'}", "{'x5c':[]}", "{'x5c':'text'}", "{'x5c':[1]}"})
    void headerWithoutKeyHasNone(String json) {
        // When
        Optional<Jwk> key = SignatureForensics.embeddedKey(header(json));

        // Then
        assertThat(key).isEmpty();
    }

    private static JoseHeader header(String json) {
        try {
            return new JoseHeader((JsonObject) JsonSource.read(Keys.json(json)));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = SignatureForensicsTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
