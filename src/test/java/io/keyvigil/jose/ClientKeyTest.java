package io.keyvigil.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientKeyTest {

    static Stream<Arguments> kinds() throws Exception {
        return Stream.of(
                Arguments.of("RS256", pair("RSA", 2_048)),
                Arguments.of("ES256", pair("EC", 256)),
                Arguments.of("ES384", pair("EC", 384)),
                Arguments.of("ES512", pair("EC", 521)),
                Arguments.of("EdDSA", KeyPairGenerator.getInstance("Ed25519").generateKeyPair()));
    }

    private static KeyPair pair(String kind, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        String base64 = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        return "Bag Attributes\n-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private static JsonWebSignature read(String jwt) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(jwt);
        return signature;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void pemKeySignsWithTheAlgorithmOfItsKind(String algorithm, KeyPair pair) throws Exception {
        // When
        String jwt = ClientKey.read(pem(pair)).orElseThrow().sign("{}").orElseThrow();

        // Then
        JsonWebSignature signature = read(jwt);
        signature.setKey(pair.getPublic());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getAlgorithmHeaderValue()).isEqualTo(algorithm);
    }

    @Test
    void jwkSaysItsKidAndItsAlgorithm() throws Exception {
        // Given
        PublicJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        jwk.setKeyId("client-1");
        String json = jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);

        // When
        String jwt = ClientKey.read(json).orElseThrow().sign("{}").orElseThrow();

        // Then
        JsonWebSignature signature = read(jwt);
        signature.setKey(jwk.getPublicKey());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo("client-1");
    }

    @Test
    void algorithmThatDoesNotFitTheKeySignsNothing() throws Exception {
        // Given
        PublicJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        jwk.setAlgorithm("RS256");
        ClientKey key = ClientKey.read(jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE))
                .orElseThrow();

        // When
        var jwt = key.sign("{}");

        // Then
        assertThat(jwt).isEmpty();
    }
}
