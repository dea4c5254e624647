package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.FindingCode.MESSAGE_CONTRADICTS_TOKEN;
import static io.keyvigil.diagnosis.FindingCode.MESSAGE_EXPLAINED;
import static io.keyvigil.diagnosis.FindingCode.MESSAGE_UNKNOWN;
import static io.keyvigil.diagnosis.SignatureEvidence.Outcome.ALTERED;
import static io.keyvigil.diagnosis.SignatureEvidence.Outcome.EMBEDDED_KEY;
import static io.keyvigil.diagnosis.SignatureEvidence.Outcome.NOT_TRIED;
import static io.keyvigil.diagnosis.SignatureEvidence.Outcome.UNEXPLAINED;
import static io.keyvigil.diagnosis.SignatureEvidence.Outcome.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.jose.JwkSet;
import io.keyvigil.testing.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCheckTest {

    static Stream<Arguments> situations() {
        String late = "AADSTS700024: Client assertion is not within its valid time range. Current time: ";
        return Stream.of(
                arguments("signature fails here too", UNEXPLAINED, "AADSTS900384: JWT token failed", MESSAGE_EXPLAINED),
                arguments("altered", ALTERED, "AADSTS50099: the JWT signature is invalid", MESSAGE_EXPLAINED),
                arguments("signature is good", VERIFIED, "AADSTS50013: failed", MESSAGE_CONTRADICTS_TOKEN),
                arguments(
                        "library, signature good",
                        VERIFIED,
                        "Signed JWT rejected: Invalid signature",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments("signature not tried", NOT_TRIED, "AADSTS50013: failed", MESSAGE_EXPLAINED),
                arguments(
                        "kid of another token",
                        VERIFIED,
                        "IDX10501: unable to match. kid: 'xyz'.",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments(
                        "no keys held",
                        VERIFIED,
                        "IDX10503: x. Number of keys in Configuration: '0'",
                        MESSAGE_EXPLAINED),
                arguments("keys tried lack the kid", VERIFIED, "IDX10503: tried KeyId: 'k1'", MESSAGE_EXPLAINED),
                arguments("expired at the reported time", VERIFIED, late + "2026-11-22T04:00:00Z", MESSAGE_EXPLAINED),
                arguments(
                        "valid at the reported time",
                        VERIFIED,
                        late + "2026-11-22T03:59:59Z",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments("begins later than reported", VERIFIED, late + "2026-11-22T02:00:00Z", MESSAGE_EXPLAINED),
                arguments(
                        "expired, says a library, but is not",
                        VERIFIED,
                        "IDX10223: expired",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments("not yet valid, but when?", VERIFIED, "IDX10222: not yet valid", MESSAGE_EXPLAINED),
                arguments(
                        "window of another token",
                        VERIFIED,
                        late + "2026-11-22T05:00:00Z, expiry time of assertion 2026-11-22T04:30:00Z",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments(
                        "audience is the token's",
                        VERIFIED,
                        "AADSTS700212: assertion audience 'api://orders'",
                        MESSAGE_EXPLAINED),
                arguments(
                        "audience of another",
                        VERIFIED,
                        "AADSTS700212: assertion audience 'api://x'",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments(
                        "issuer with a slash",
                        VERIFIED,
                        "AADSTS700211: assertion issuer"
                                + " 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0/'",
                        MESSAGE_EXPLAINED),
                arguments(
                        "issuer of another",
                        VERIFIED,
                        "AADSTS700211: issuer 'https://a.example'",
                        MESSAGE_CONTRADICTS_TOKEN),
                arguments("subject is the token's", VERIFIED, "AADSTS700213: subject 'person-4711'", MESSAGE_EXPLAINED),
                arguments("subject of another", VERIFIED, "AADSTS700213: subject 'other'", MESSAGE_CONTRADICTS_TOKEN),
                arguments("code of several causes", VERIFIED, "AADSTS50027: the JWT is invalid", MESSAGE_EXPLAINED),
                arguments("code that nobody knows", VERIFIED, "AADSTS99998888: odd", MESSAGE_UNKNOWN),
                arguments("nothing known", VERIFIED, "it does not work", MESSAGE_UNKNOWN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void messageIsHeldAgainstTheToken(
            String situation, SignatureEvidence.Outcome outcome, String error, FindingCode expected) {
        // Given
        ReportedSituation reported = ReportedSituation.ofToken(outcome);
        // When
        List<Finding> findings = reported.findings(error);
        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).as(finding.explanation()).contains(expected);
            assertThat(finding.result()).isEqualTo(Result.WARN);
        });
    }

    @Test
    void withoutErrorItIsSkipped() {
        // Given
        TokenUnderDiagnosis token = ReportedSituation.ofToken(VERIFIED).with(Optional.empty());
        // When
        List<Finding> findings = new MessageCheck(new MessageCatalog()).check(token);
        // Then
        assertThat(findings).extracting(Finding::result).containsExactly(Result.SKIPPED);
    }

    @Test
    void errorIsExplainedWithoutToken() {
        // Given
        ReportedSituation situation = ReportedSituation.withoutToken();
        // When
        Finding finding = situation
                .findings("AADSTS900384: JWT token failed signature validation.")
                .get(0);
        // Then
        assertThat(finding.code()).contains(MESSAGE_EXPLAINED);
        assertThat(finding.evidence())
                .containsEntry("link", "https://login.microsoftonline.com/error?code=900384")
                .containsKey("steps");
    }

    @Test
    void unknownCodeIsLinked() {
        // Given
        ReportedSituation situation = ReportedSituation.withoutToken();
        // When
        Finding finding = situation.findings("AADSTS99998888: odd").get(0);
        // Then
        assertThat(finding.explanation()).contains("not in Keyvigil's table", "error?code=99998888");
    }

    @Test
    void moreThanEightCodesAreCounted() {
        // Given
        String many = IntStream.of(204, 205, 206, 207, 208, 209, 211, 214, 222, 223, 225)
                .mapToObj(number -> "IDX10" + number)
                .collect(Collectors.joining(" "));
        // When
        List<Finding> findings = ReportedSituation.withoutToken().findings(many);
        // Then
        assertThat(findings).hasSize(8);
        assertThat(findings.get(0).evidence()).containsEntry("moreCodes", 3);
    }

    @Test
    void keysThatTheApplicationHoldsLackTheKid() {
        // Given
        ReportedSituation situation = ReportedSituation.ofToken(VERIFIED).holding(new JwkSet(List.of()));
        // When
        Finding finding = situation.findings("IDX10501: unable to match key").get(0);
        // Then
        assertThat(finding.code()).contains(MESSAGE_EXPLAINED);
        assertThat(finding.explanation()).contains("lack the token's kid");
    }

    @Test
    void differenceOfTheClocksIsEvidence() {
        // Given
        ReportedSituation situation =
                ReportedSituation.ofToken(VERIFIED).failedAt(Instant.parse("2026-11-22T03:10:00Z"));
        // When
        Finding finding = situation
                .findings("AADSTS700024: Current time: 2026-11-22T04:10:00Z, assertion valid from 2026-11-22T03:00:00Z")
                .get(0);
        // Then
        assertThat(finding.evidence())
                .containsEntry("reportedTime", "2026-11-22T04:10:00Z")
                .containsEntry("clockDifference", "PT-1H");
        assertThat(finding.explanation()).contains("3600 s before the time in the message");
    }

    @Test
    void wholeHoursPointToATimeZone() {
        // Given
        ReportedSituation situation = ReportedSituation.ofToken(VERIFIED);
        // When
        Finding finding = situation
                .findings("AADSTS700024: Current time: 2026-11-22T01:00:20Z")
                .get(0);
        // Then
        assertThat(finding.explanation()).contains("time-zone bug");
    }

    @Test
    void assumedZoneIsSaid() {
        // Given
        ReportedSituation situation = ReportedSituation.withoutToken();
        // When
        Finding finding = situation
                .findings("AADSTS500133: Current time: 11/12/2026 3:15:07 AM")
                .get(0);
        // Then
        assertThat(finding.evidence())
                .containsEntry("readingOfTimes", "no zone stands there, UTC assumed; month before day assumed");
    }

    @Test
    void thumbprintInHexadecimalIsTheTokensX5t() {
        // Given
        ReportedSituation situation = ReportedSituation.of(
                "{\"alg\":\"RS256\",\"x5t\":\"ASNFZ4mrze8BI0VniavN7wEjRWc\"}", ReportedSituation.CLAIMS, UNEXPLAINED);
        // When
        Finding finding = situation
                .findings("AADSTS700027: Thumbprint of key used by client: '0123456789ABCDEF0123456789ABCDEF01234567'")
                .get(0);
        // Then
        assertThat(finding.code()).contains(MESSAGE_EXPLAINED);
        assertThat(finding.explanation()).contains("is the token's x5t");
    }

    @Test
    void x5tAsHexadecimalTextIsNamed() {
        // Given
        ReportedSituation situation = ReportedSituation.of(
                "{\"alg\":\"RS256\",\"x5t\":\"0123456789ABCDEF0123456789ABCDEF01234567\"}",
                ReportedSituation.CLAIMS,
                UNEXPLAINED);
        // When
        Finding finding =
                situation.findings("AADSTS700027: client assertion failed").get(0);
        // Then
        assertThat(finding.explanation()).contains("hexadecimal text");
    }

    static Stream<Arguments> messagesThatProveNothing() {
        return Stream.of(
                arguments("kid that .NET hides", "IDX10501: Unable to match key: kid: 'System.String'."),
                arguments("kid that a person hides", "Unable to find a signing key that matches kid: 'xxxx'"),
                arguments("several kids", "no key for kid: 'abd', keys are kid: 'k1', kid: 'k2'"),
                arguments("form of the key", "Coords should be 32 bytes for curve P-256"),
                arguments("algorithm setting", "Another algorithm expected, or no matching key(s) found"),
                arguments(
                        "x5t",
                        "AADSTS700027: The certificate is not registered on application. [Reason - The key was not"
                                + " found.]"),
                arguments("cache of the validator", "Jwks doesn't have key to match kid or alg from Jwt"),
                arguments("lifetime that is too long", "'Expiration time' claim ('exp') is too far in the future"),
                arguments("expected issuer", "Wrong issuer: expected issuer 'https://a.example'"),
                arguments(
                        "issuer of the metadata",
                        "The Issuer \"https://a.example\" provided in the configuration metadata"
                                + " did not match the requested issuer \"https://b.example\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messagesThatProveNothing")
    void messageContradictsOnlyOnProof(String situation, String error) {
        // Given
        ReportedSituation reported = ReportedSituation.ofToken(VERIFIED);
        // When
        List<Finding> findings = reported.findings(error);
        // Then
        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.code())
                .as(finding.explanation())
                .contains(MESSAGE_EXPLAINED));
    }

    static Stream<Arguments> spellingsOfOneThumbprint() {
        String hexadecimal = "0123456789ABCDEF0123456789ABCDEF01234567";
        return Stream.of(
                arguments("ASNFZ4mrze8BI0VniavN7wEjRWc", hexadecimal),
                arguments("ASNFZ4mrze8BI0VniavN7wEjRWc=", hexadecimal.toLowerCase(Locale.ROOT)),
                arguments(hexadecimal, hexadecimal),
                arguments(hexadecimal, "ASNFZ4mrze8BI0VniavN7wEjRWc"),
                arguments(base64(hexadecimal), hexadecimal),
                arguments("ASNFZ4mrze8BI0VniavN7wEjRWc", hexadecimal.replaceAll("(..)(?=.)", "$1:")));
    }

    @ParameterizedTest
    @MethodSource("spellingsOfOneThumbprint")
    void thumbprintIsComparedDecoded(String x5t, String reported) {
        // Given
        ReportedSituation situation = ReportedSituation.of(
                "{\"alg\":\"RS256\",\"x5t\":\"" + x5t + "\"}", ReportedSituation.CLAIMS, UNEXPLAINED);
        // When
        Finding finding = situation
                .findings("AADSTS50013: [Reason - x., Thumbprint of key used by client: '" + reported + "']")
                .get(0);
        // Then
        assertThat(finding.explanation()).contains("is the token's x5t");
    }

    @Test
    void thumbprintOfAnotherKeyContradicts() {
        // Given
        ReportedSituation situation = ReportedSituation.of(
                "{\"alg\":\"RS256\",\"x5t\":\"ASNFZ4mrze8BI0VniavN7wEjRWc\"}", ReportedSituation.CLAIMS, UNEXPLAINED);
        // When
        Finding finding = situation
                .findings("AADSTS50013: Thumbprint of key used by client: 'FF23456789ABCDEF0123456789ABCDEF01234567'")
                .get(0);
        // Then
        assertThat(finding.code()).contains(MESSAGE_CONTRADICTS_TOKEN);
    }

    @Test
    void keysConfiguredByHandAreNoFailedFetch() {
        // Given
        ReportedSituation situation = ReportedSituation.withoutToken();
        // When
        Finding finding = situation
                .findings(
                        "IDX10511: Keys tried: 'x'. Number of keys in TokenValidationParameters: '1'. Number of keys in"
                                + " Configuration: '0'.")
                .get(0);
        // Then
        assertThat(finding.explanation()).doesNotContain("0 keys");
        assertThat(finding.evidence()).containsEntry("keysInParameters", 1);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void deviceResponseWithoutCertificateIsNamed() {
        // Given
        ReportedSituation situation = ReportedSituation.ofToken(UNEXPLAINED);
        // When
        Finding finding = situation
                .findings("AADSTS50099: PKeyAuthInvalidJwtUnauthorized")
                .get(0);
        // Then
        assertThat(finding.evidence().get("steps").toString()).contains("the header has no x5c", "1200 s before");
    }

    @Test
    void certificateOfDeviceResponseIsRead() throws GeneralSecurityException, IOException {
        // Given
        X509Certificate certificate = certificate();
        String x5c = Base64.getEncoder().encodeToString(certificate.getEncoded());
        ReportedSituation situation = ReportedSituation.of(
                "{\"alg\":\"RS256\",\"x5c\":[\"" + x5c + "\"]}", ReportedSituation.CLAIMS, EMBEDDED_KEY);
        // When
        Finding finding = situation
                .findings("AADSTS50099: PKeyAuthInvalidJwtUnauthorized")
                .get(0);
        // Then
        assertThat(finding.evidence().get("steps").toString())
                .contains(
                        "verifies the response",
                        "valid from " + certificate.getNotBefore().toInstant());
    }

    @Test
    void workloadsSubjectIsShownAndAPersonsIsNot() {
        // Given
        ReportedSituation situation = ReportedSituation.withoutToken();
        // When
        Finding finding = situation
                .findings("AADSTS700213: subject 'system:serviceaccount:shop:orders' and subject 'person-4711'")
                .get(0);
        // Then
        assertThat(finding.evidence()).containsEntry("subjects", List.of("system:serviceaccount:shop:orders"));
        assertThat(finding.toString()).doesNotContain(ReportedSituation.SUBJECT);
    }

    private static X509Certificate certificate() throws GeneralSecurityException, IOException {
        try (InputStream pem = Files.newInputStream(TestCertificates.get().caPem())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
