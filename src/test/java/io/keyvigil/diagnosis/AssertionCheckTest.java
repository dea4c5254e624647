package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwtParser;
import io.keyvigil.testing.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that clients make for receivers, right and wrong by the receivers' rules. */
class AssertionCheckTest {

    private static final AssertionRules RULES = AssertionRules.load();
    private static final String TOKEN_ENDPOINT =
            "https://login.microsoftonline.com/" + SituationWorld.TID + "/oauth2/v2.0/token";

    private final SituationWorld world = SituationWorld.fixed();

    private Diagnosis diagnosed(Asked asked) {
        return world.diagnoser(TrueTime.UNKNOWN).diagnose(asked.request());
    }

    private static List<Finding> ofAssertion(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.check() == Check.ASSERTION)
                .toList();
    }

    @Test
    void everyRuleHasTextsAndSource() {
        // When
        List<AssertionRule> rules = RULES.all();
        // Then
        assertThat(rules).hasSizeGreaterThan(18).allSatisfy(rule -> {
            assertThat(rule.form().says()).hasSizeBetween(30, 400).endsWith(".");
            assertThat(rule.form().remedy()).hasSizeBetween(20, 400).endsWith(".");
            assertThat(rule.form().source()).startsWith("https://");
            assertThat(rule.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
            assertThat(rule.demands()).allSatisfy(demand -> {
                assertThat(demand.code().check()).isEqualTo(Check.ASSERTION);
                assertThat(demand.says()).hasSizeBetween(20, 400).endsWith(".");
                assertThat(demand.is().isPresent() ^ demand.same().isPresent()).isTrue();
            });
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "hexadecimal, 0123456789ABCDEF0123456789ABCDEF01234567",
                "hexadecimal, 01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67",
                "padding, ASNFZ4mrze8BI0VniavN7wEjRWc=",
                "base64 of the hexadecimal, MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nw"
            })
    void wrongEncodingOfThumbprintHasItsRightValue(String form, String x5t) {
        // Given
        Asked asked = Asked.of(entra().header("x5t", x5t).signed()).with("jwks", SituationWorld.jwks(STRANGER));
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.ASSERTION_KEY_NAME);
        assertThat(diagnosis.summary()).contains(form, "ASNFZ4mrze8BI0VniavN7wEjRWc", "by the rules of Entra ID");
    }

    @Test
    void missingThumbprintIsComputedFromTheCertificate() throws GeneralSecurityException, IOException {
        // Given
        Device device = new Device();
        Asked asked = Asked.of(entra().header("x5c", List.of(device.x5c())).signed());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(ofAssertion(diagnosis))
                .anySatisfy(finding -> assertThat(finding.evidence()).containsEntry("rightValue", device.x5t()));
    }

    @Test
    void acceptedAssertionNamesTheReceiver() {
        // Given
        Asked asked = Asked.of(
                        entra().header("x5t", "ASNFZ4mrze8BI0VniavN7wEjRWc").signed())
                .with("jwks", SituationWorld.jwks(STRANGER));
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(diagnosis.summary()).contains("by the rules of Entra ID, which alone knows the registered keys");
    }

    @Test
    void thumbprintOfStrangersTokenIsNoMatterOfRules() {
        // When
        Diagnosis diagnosis = diagnosed(Asked.of(world.contoso(RSA).signed()));
        // Then
        assertThat(ofAssertion(diagnosis)).extracting(Finding::result).containsExactly(Result.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "Box, 60, 50, true",
        "Box, 60, 61, false",
        "GitHub, 600, 599, true",
        "GitHub, 600, 601, false",
        "App Store Connect, 1200, 1201, false",
        "Salesforce, 180, 181, false",
        "Auth0, 300, 301, false"
    })
    void lifeIsMeasuredFromNow(String receiver, long longest, long life, boolean right) {
        // Given
        AssertionRule rule = RULES.all().stream()
                .filter(known -> known.receiver().equals(receiver))
                .findFirst()
                .orElseThrow();
        TokenTimes times = TokenTimes.of(new Claims(JwtParser.parse(TestToken.encoded("{}") + "."
                        + TestToken.encoded("{\"exp\":" + (world.seconds() + life) + "}") + ".AA")
                .fold(readable -> readable.jwt().claims().orElseThrow(), none -> null)));
        // When
        boolean allowed = new AssertionTimes(rule, world.now(), times).finding().isEmpty();
        // Then
        assertThat(allowed).isEqualTo(right);
        assertThat(rule.life().orElseThrow().toSeconds()).isEqualTo(longest);
    }

    @Test
    void swappedTeamAndKeyOfApnsAreFound() {
        // Given
        Asked asked = Asked.of(world.token(SituationWorld.EC.named("TEAM123456"), "KEY1234567")
                        .without("aud")
                        .without("sub")
                        .without("exp")
                        .signed())
                .with("jwks", SituationWorld.jwks(SituationWorld.EC.named("KEY1234567")));
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(ofAssertion(diagnosis))
                .anySatisfy(finding -> assertThat(finding.explanation()).contains("swapped"));
        assertThat(diagnosis.findings())
                .noneMatch(finding -> finding.code().equals(Optional.of(FindingCode.MISSING_EXP)));
    }

    @Test
    void fingerprintOfSnowflakeIsComputedFromTheKey() throws GeneralSecurityException {
        // Given
        String right = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(STRANGER.pair().getPublic().getEncoded()));
        Asked asked = Asked.of(world.token(STRANGER, "ORG-ACC.USER.SHA256:AAAA")
                        .claim("sub", "ORG-ACC.USER")
                        .signed())
                .with("jwks", SituationWorld.jwks(STRANGER));
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.ASSERTION_KEY_NAME);
        assertThat(ofAssertion(diagnosis).get(0).evidence()).containsEntry("rightValue", "SHA256:" + right);
    }

    @Test
    void durationAsExpiryIsNamed() {
        // Given
        Asked asked = Asked.of(world.token(STRANGER, "57246542-96fe-1a63-e053-0824d011072a")
                .claim("aud", "appstoreconnect-v1")
                .claim("exp", 1_200)
                .signed());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.EXPIRED);
        assertThat(diagnosis.summary()).contains("exp is a duration in seconds");
    }

    @Test
    void deviceResponseIsVerifiedWithItsOwnCertificate() throws GeneralSecurityException, IOException {
        // Given
        Device device = new Device();
        Asked asked = device.response().with("at", Instant.now().toString());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.ASSERTION_REGISTRATION_UNKNOWN);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(diagnosis.summary()).contains("the directory holds another certificate");
        assertThat(diagnosis.findings()).filteredOn(Finding::fails).hasSize(1);
    }

    @Test
    void deviceResponseAfterTheEndOfItsCertificateIsRejected() throws GeneralSecurityException, IOException {
        // Given
        Device device = new Device();
        Asked asked = device.response()
                .with("at", Instant.now().plusSeconds(86_400 * 60).toString());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.ASSERTION_CERTIFICATE);
        assertThat(diagnosis.summary()).contains("not valid at this time");
    }

    private TestToken entra() {
        return world.token(STRANGER, "client-7")
                .withoutHeader("kid")
                .claim("sub", "client-7")
                .claim("aud", TOKEN_ENDPOINT);
    }

    /** A registered device: its certificate and key. */
    private static final class Device {

        private final Certificate certificate;
        private final PrivateKey key;

        Device() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] password = TestCertificates.PASSWORD.toCharArray();
            store.load(new ByteArrayInputStream(TestCertificates.get().validKeyStore()), password);
            String alias = store.aliases().nextElement();
            this.certificate = store.getCertificate(alias);
            this.key = (PrivateKey) store.getKey(alias, password);
        }

        String x5c() throws GeneralSecurityException {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        }

        String x5t() throws GeneralSecurityException {
            return TestToken.encoded(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        }

        Asked response() throws GeneralSecurityException {
            String alg = key.getAlgorithm().equals("RSA") ? "RS256" : "ES256";
            String header = TestToken.json(Map.of("alg", alg, "typ", "JWT", "x5c", List.of(x5c())));
            String claims = "{\"aud\":\"https://login.microsoftonline.com/common/oauth2/token\",\"nonce\":\"AwAB\","
                    + "\"iat\":\"1795953600\"}";
            String input = TestToken.encoded(header) + "." + TestToken.encoded(claims);
            byte[] signature = TokenSigner.sign(alg, new KeyPair(certificate.getPublicKey(), key), input);
            return Asked.of(TestToken.joined(input, signature));
        }
    }
}
