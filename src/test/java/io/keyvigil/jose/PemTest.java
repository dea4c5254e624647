package io.keyvigil.jose;

import static io.keyvigil.jose.Keys.json;
import static io.keyvigil.jose.Keys.keys;
import static io.keyvigil.jose.Keys.readable;
import static io.keyvigil.jose.Keys.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSetReading.SetFlaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static final String PRIVATE = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";

    private static final String PRIVATE_ONLY = "-----BEGIN EC PRIVATE KEY-----c2Vj-----END EC PRIVATE KEY-----";

    @ParameterizedTest
    @CsvSource({"rsa, RSA, 2048", "ec, EC, 256", "ed25519, OKP, 256"})
    void certificateAndItsPublicKeyAreOneKey(String name, String kty, int bits) {
        // When
        Jwk ofCertificate =
                keys(JwkSetParser.parsePem(pem(name + "-certificate"))).get(0);
        Jwk ofPublicKey = keys(JwkSetParser.parsePem(pem(name + "-public"))).get(0);

        // Then
        assertThat(ofCertificate.kty()).isEqualTo(kty);
        assertThat(ofCertificate.material().map(PublicMaterial::bits)).contains(bits);
        assertThat(ofCertificate.oddities()).isEmpty();
        assertThat(ofCertificate.usableForSigning()).isTrue();
        assertThat(ofCertificate.kid()).isEmpty();
        assertThat(ofPublicKey.thumbprint()).isEqualTo(ofCertificate.thumbprint());
        assertThat(ofPublicKey.validity()).isSameAs(KeyValidity.UNSTATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec", "ed25519"})
    void numbersBecomeThePlatformsKeyAgain(String name) throws Exception {
        // Given
        X509Certificate certificate = certificate(name);
        Jwk key = keys(JwkSetParser.parsePem(pem(name + "-certificate"))).get(0);

        // When
        Optional<PublicKey> publicKey = key.material().flatMap(PublicMaterial::toPublicKey);

        // Then
        assertThat(publicKey).contains(certificate.getPublicKey());
    }

    @Test
    void certificateSaysHowLongItIsValid() throws Exception {
        // Given
        X509Certificate certificate = certificate("rsa");

        // When
        Jwk key = keys(JwkSetParser.parsePem(pem("rsa-certificate"))).get(0);

        // Then
        assertThat(key.validity().certificateNotBefore())
                .contains(certificate.getNotBefore().toInstant());
        assertThat(key.validity().certificateNotAfter())
                .contains(certificate.getNotAfter().toInstant());
        assertThat(key.validity().notAfter()).isEmpty();
    }

    @Test
    void everyBlockOfAFileIsReadAndTextAroundIsSkipped() {
        // Given
        String pem = "issuer=example\n" + pem("rsa-certificate") + "\r\ntext\n" + PRIVATE + pem("ec-public");

        // When
        JwkSetReading.Readable reading = readable(JwkSetParser.parsePem(pem));

        // Then
        assertThat(reading.set().keys()).extracting(Jwk::kty).containsExactly("RSA", "", "EC");
        Jwk secret = reading.set().keys().get(1);
        assertThat(secret.oddities()).containsExactly(KeyOddity.PRIVATE_MEMBERS);
        assertThat(secret.usableForSigning()).isFalse();
        assertThat(reading.publicJson().get(1)).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|no PEM block",
                "-----BEGIN |no PEM block",
                "-----BEGIN PGP MESSAGE-----a-----END PGP MESSAGE-----|no CERTIFICATE",
                PRIVATE_ONLY + "|the PEM text holds only a private key",
            })
    void fileWithoutPublicKeyIsNoKeySet(String pem, String detail) {
        // When
        JwkSetReading reading = JwkSetParser.parsePem(pem);

        // Then
        assertThat(unreadable(reading).flaw()).isEqualTo(SetFlaw.NOT_A_KEY_SET);
        assertThat(unreadable(reading).detail()).startsWith(detail).doesNotContain("c2Vj");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFICATE", "PUBLIC KEY"})
    void damagedBlockIsKeptAsUnusable(String label) {
        // When
        JwkSetReading reading =
                JwkSetParser.parsePem("-----BEGIN " + label + "-----\nMIIB\n-----END " + label + "-----");

        // Then
        assertThat(keys(reading)).hasSize(1);
        assertThat(keys(reading).get(0).unusable()).contains(UnusableReason.KEY_TYPE_MISSING);
    }

    @Test
    void blockThatWasCutOffIsKeptAsUnusable() {
        // Given
        String whole = pem("rsa-certificate");
        String cutOff = whole.substring(0, whole.length() / 2);

        // When
        JwkSetReading reading = JwkSetParser.parsePem(cutOff + "\n" + whole + cutOff);

        // Then
        assertThat(keys(reading)).extracting(Jwk::usableForSigning).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec", "ed25519"})
    void certificateOfAnotherKeyIsNoticed(String name) {
        // Given
        String ofCertificate = readable(JwkSetParser.parsePem(pem(name + "-certificate")))
                .publicJson()
                .get(0);
        String x5c = ofCertificate.substring(ofCertificate.indexOf("\"x5c\""), ofCertificate.indexOf(']') + 1);

        // When
        Jwk ec = Keys.key(Keys.RFC_7515_EC.replace("}", "," + x5c + "}"));
        Jwk rsa = Keys.key(Keys.RFC_7520_RSA.replace("}", "," + x5c + "}"));

        // Then
        assertThat(ec.oddities()).containsExactly(KeyOddity.CERTIFICATE_OF_OTHER_KEY);
        assertThat(rsa.oddities()).containsExactly(KeyOddity.CERTIFICATE_OF_OTHER_KEY);
        assertThat(rsa.validity().certificateNotAfter()).isPresent();
        assertThat(rsa.usableForSigning()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'''MIIB''', true", "[7], true", "['MIIB'], true", "['*'], true", "[], false", "null, false"})
    void certificateThatCannotBeReadIsNoticed(String x5c, boolean unreadable) {
        // When
        Jwk key = Keys.key(Keys.RFC_7515_EC.replace("}", json(",'x5c':" + x5c + "}")));

        // Then
        assertThat(key.oddities().contains(KeyOddity.CERTIFICATE_UNREADABLE)).isEqualTo(unreadable);
        assertThat(key.usableForSigning()).isTrue();
    }

    private static X509Certificate certificate(String name) throws Exception {
        try (InputStream pem = PemTest.class.getResourceAsStream(name + "-certificate.pem")) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static String pem(String name) {
        try (InputStream pem = PemTest.class.getResourceAsStream(name + ".pem")) {
            return new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
