package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.CONTOSO;
import static io.keyvigil.diagnosis.SituationWorld.ENTRA_RSA;
import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.TID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validly signed tokens whose members have forms that no validator takes, or that only some take. */
class OddFormsTest {

    private final SituationWorld world = SituationWorld.fixed();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp: \"1700000000\"",
                "exp: \"\"",
                "exp: \"2026-11-22T04:00:00Z\"",
                "exp: [1795320000]",
                "exp: []",
                "exp: {}",
                "exp: true",
                "exp: null",
                "exp: 9223372036854775808",
                "exp: 18446744073709551616",
                "exp: 1e19",
                "exp: 1e400",
                "exp: -1e30",
                "nbf: true",
                "nbf: \"1700000000\"",
                "nbf: [1]",
                "iat: {\"a\":1}",
                "iat: \"5/29/2024 10:00:52 PM\"",
                "iat: false",
                "iat: null"
            })
    void timeThatIsNoNumberOfSecondsFailsAndIsNeverMissing(String claim) {
        // Given
        String token = withClaim(claim);
        // When
        Diagnosis diagnosis = diagnosed(token);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.MALFORMED_TIME);
        assertThat(diagnosis.findings()).extracting(Finding::code).doesNotContain(Optional.of(FindingCode.MISSING_EXP));
    }

    /** With the other audience, the cause is the audience of the request. The time still concerns each consumer. */
    @ParameterizedTest
    @ValueSource(strings = {"api://orders", "api://other"})
    void consumerAcceptsNoTokenWithAMalformedTime(String audience) {
        // Given
        Asked asked = Asked.of(withClaim("exp: \"1700000000\"")).with("audience", audience);
        // When
        Diagnosis diagnosis = world.diagnoser(TrueTime.UNKNOWN).diagnose(asked.request());
        // Then
        assertThat(diagnosis.consumers())
                .isNotEmpty()
                .extracting(ConsumerVerdict::verdict)
                .containsOnly(Verdict.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jti: 5",
                "jti: []",
                "jti: {}",
                "jti: true",
                "sub: []",
                "sub: [\"a\"]",
                "sub: {}",
                "sub: false",
                "sub: 1e400",
                "iss: 5",
                "iss: [\"https://login.example/contoso\"]",
                "iss: null",
                "aud: [\"api://orders\",5]",
                "aud: [[\"api://orders\"]]",
                "aud: {}",
                "aud: 5"
            })
    void claimThatIsNoTextFails(String claim) {
        // Given
        String token = withClaim(claim);
        // When
        Diagnosis diagnosis = diagnosed(token);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.MALFORMED_CLAIM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b64: false | UNSUPPORTED_CRITICAL_HEADER",
                "crit: null | UNSUPPORTED_CRITICAL_HEADER",
                "crit: [] | UNSUPPORTED_CRITICAL_HEADER",
                "kid: true | MALFORMED_HEADER",
                "kid: {} | MALFORMED_HEADER",
                "kid: [\"rsa-2026\"] | MALFORMED_HEADER",
                "cty: 5 | MALFORMED_HEADER",
                "x5t: 5 | MALFORMED_HEADER",
                "x5t#S256: [] | MALFORMED_HEADER"
            })
    void headerMemberThatNoValidatorTakesFails(String member, FindingCode cause) {
        // Given
        String token = TestToken.signedTexts(
                RSA,
                put(world.contoso(RSA).headerJson(), member),
                world.contoso(RSA).claimsJson());
        // When
        Diagnosis diagnosis = diagnosed(token);
        // Then
        assertThat(diagnosis.cause()).contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sub: 5 | PyJWT from 2.10",
                "sub: 5 | go-oidc",
                "sub: null | PyJWT from 2.10",
                "jti: null | joserfc",
                "exp: 1795320000.5 | google-auth-library for Java",
                "exp: 1.79532e9 | mod_oauth2",
                "exp: 9223372036854775807 | Nimbus JOSE+JWT",
                "a: 1e400 | golang-jwt",
                "aud: [\"api://orders\",null] | go-jose"
            })
    void formThatOnlySomeTakeIsAWarningThatNamesThem(String claim, String validator) {
        // Given
        String token = withClaim(claim);
        // When
        Diagnosis diagnosis = diagnosed(token);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.result() == Result.WARN)
                .anySatisfy(finding -> assertThat(finding.explanation()).contains(validator));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", " ", "\n", "\t", "\r\n"})
    void headerMayBeginWithAByteOrderMarkOrWhiteSpace(String before) {
        // Given
        String token = TestToken.signedTexts(
                RSA,
                before + world.contoso(RSA).headerJson(),
                world.contoso(RSA).claimsJson());
        // When
        Diagnosis diagnosis = diagnosed(token);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(diagnosis.findings())
                .extracting(Finding::code)
                .filteredOn(Optional.of(FindingCode.REFUSED_BY_SOME)::equals)
                .hasSize(before.equals("\ufeff") ? 1 : 0);
    }

    @Test
    void timesAreRoundedToTheStricterSide() {
        // Given
        String justExpired = (world.seconds() - 60) + ".9";
        String notYet = (world.seconds() + 60) + ".1";
        // When
        Diagnosis expired = diagnosed(withClaim("exp: " + justExpired));
        Diagnosis early = diagnosed(withClaim("nbf: " + notYet));
        // Then
        assertThat(expired.cause()).contains(FindingCode.EXPIRED);
        assertThat(early.cause()).contains(FindingCode.NOT_YET_VALID);
    }

    /** Letters outside of ASCII that the platform regards as equal to ASCII letters, and other letter case. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://login.microsoftonline.com/%s/V2.0", "https://login.micro\u017foftonline.com/%s/v2.0"})
    void issuerThatDiffersInLetterCaseFromATemplateFails(String issuer) {
        // Given
        String token = world.token(ENTRA_RSA, String.format(issuer, TID))
                .claim("tid", TID)
                .signed();
        // When
        Diagnosis diagnosis = diagnosed(token);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.REJECTED);
    }

    private Diagnosis diagnosed(String token) {
        return world.diagnoser(TrueTime.UNKNOWN).diagnose(Asked.of(token).request());
    }

    private String withClaim(String claim) {
        String claims =
                world.token(RSA, CONTOSO).claim("exp", world.seconds() + 3_600).claimsJson();
        return TestToken.signedTexts(RSA, world.contoso(RSA).headerJson(), put(claims, claim));
    }

    /** The JSON object with another member, in the place of the one of that name. */
    private static String put(String json, String member) {
        String name = member.substring(0, member.indexOf(": "));
        String value = member.substring(name.length() + 2);
        String without = json.replaceFirst("\"" + name + "\":(\\[[^]]*]|[^,}]*),?", "");
        return without.replaceFirst("\\{", "{\"" + name + "\":" + value.replace("\\", "\\\\") + ",")
                .replace(",}", "}");
    }
}
