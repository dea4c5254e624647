package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.octets;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTextTest {
    private static final Octets INPUT = octets("eyJhbGciOiJIUzI1NiJ9.e30");

    /** The files are openssl's. */
    @ParameterizedTest
    @CsvSource({
        "rsa-public.pem, SPKI",
        "rsa-public-pkcs1.pem, PKCS#1",
        "rsa-certificate.pem, certificate",
        "ec-public.pem, SPKI",
        "ec-certificate.pem, certificate",
        "ed25519-public.pem, SPKI",
        "ed25519-certificate.pem, certificate"
    })
    void everySpellingOfTheFileIsRecognized(String file, String form) throws Exception {
        // Given
        String pem = resource(file);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        String windows = pem.replace("\n", "\r\n");

        // When
        List<Optional<String>> names = List.of(
                recognized(file, pem.getBytes(StandardCharsets.US_ASCII)),
                recognized(file, pem.strip().getBytes(StandardCharsets.US_ASCII)),
                recognized(file, windows.getBytes(StandardCharsets.US_ASCII)),
                recognized(file, windows.strip().getBytes(StandardCharsets.US_ASCII)),
                recognized(file, der));

        // Then
        assertThat(names)
                .containsExactly(
                        Optional.of(form + " PEM"),
                        Optional.of(form + " PEM without the last newline"),
                        Optional.of(form + " PEM with CRLF"),
                        Optional.of(form + " PEM with CRLF without the last newline"),
                        Optional.of(form + " DER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void jwkAsSecretIsRecognized(String alg) throws Exception {
        // Given
        JwsAlgorithm algorithm = JwsAlgorithm.named(alg).orElseThrow();
        PublicMaterial key = Keys.key(Keys.RFC_7515_EC).material().orElseThrow();
        Octets signature = hmac(algorithm, Keys.RFC_7515_EC.getBytes(StandardCharsets.UTF_8));

        // When
        Optional<String> name = SignatureForensics.hmacWithPublicKeyText(
                algorithm, key, Optional.of(Keys.RFC_7515_EC), INPUT, signature);

        // Then
        assertThat(name).contains("JWK");
    }

    @Test
    void realSecretIsNotRecognized() throws Exception {
        // When
        Optional<String> name = recognized("rsa-certificate.pem", "a secret".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(name).isEmpty();
    }

    private static Optional<String> recognized(String file, byte[] secret) throws Exception {
        String source = file.equals("rsa-public-pkcs1.pem") ? "rsa-public.pem" : file;
        JwkSetReading.Readable keys = Keys.readable(JwkSetParser.parsePem(resource(source)));
        return SignatureForensics.hmacWithPublicKeyText(
                JwsAlgorithm.HS256,
                keys.set().keys().get(0).material().orElseThrow(),
                Optional.of(keys.publicJson().get(0)),
                INPUT,
                hmac(JwsAlgorithm.HS256, secret));
    }

    private static Octets hmac(JwsAlgorithm algorithm, byte[] secret) throws GeneralSecurityException {
        String name = algorithm.name().replace("HS", "HmacSHA");
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(secret, name));
        return Octets.of(mac.doFinal(INPUT.toArray()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = PublicKeyTextTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
