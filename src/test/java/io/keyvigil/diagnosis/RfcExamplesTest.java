package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The examples of RFC 7515 appendix A, RFC 7520 section 4 and RFC 8037 appendix A, and openssl's, as whole tokens. */
class RfcExamplesTest {

    private static final Instant BEFORE_EXPIRY = Instant.parse("2011-03-22T18:00:00Z");
    private static final Instant AFTER_EXPIRY = Instant.parse("2011-03-22T19:00:00Z");
    private static final String VECTORS = "/io/keyvigil/jose/genuine-signatures.csv";
    private static final String UNSECURED = "eyJhbGciOiJub25lIn0."
            + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = VECTORS, delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void signatureOfTheExampleIsRight(String source, String alg, String jwk, String input, String signature) {
        // When
        Diagnosis diagnosis = diagnosed(input + "." + signature, jwk, BEFORE_EXPIRY);
        // Then
        assertThat(of(diagnosis, Check.SIGNATURE).result()).as(source).isEqualTo(Result.PASS);
        assertThat(diagnosis.cause()).as(source).isEqualTo(expected(source, alg));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = VECTORS, delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void alteredExampleIsRejected(String source, String alg, String jwk, String input, String signature) {
        // Given
        String payload = TestToken.encoded("{\"iss\":\"eve\",\"exp\":1300819380}");
        String altered = input.substring(0, input.indexOf('.') + 1) + payload + "." + signature;
        FindingCode code = alg.startsWith("E") ? FindingCode.WRONG_KEY : FindingCode.CONTENT_ALTERED;
        // When
        Diagnosis diagnosis = diagnosed(altered, jwk, BEFORE_EXPIRY);
        // Then
        assertThat(diagnosis.findings()).as(source).anyMatch(finding -> finding.code()
                .equals(Optional.of(code)));
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.REJECTED);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = VECTORS, delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void exampleIsJudgedByItsOwnTimes(String source, String alg, String jwk, String input, String signature) {
        // When
        Diagnosis diagnosis = diagnosed(input + "." + signature, jwk, AFTER_EXPIRY);
        // Then
        boolean dated = source.startsWith("RFC 7515 A.2") || source.startsWith("RFC 7515 A.3");
        assertThat(diagnosis.cause().equals(Optional.of(FindingCode.EXPIRED)))
                .as(source + " " + alg)
                .isEqualTo(dated);
    }

    @Test
    void unsecuredExampleIsRejected() {
        // When
        Diagnosis diagnosis = diagnosed(UNSECURED, SituationWorld.RSA.jwk(), BEFORE_EXPIRY);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.ALG_NONE);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.REJECTED);
    }

    /** The payloads of the cookbook and of some others are no claims. */
    private static Optional<FindingCode> expected(String source, String alg) {
        if (source.startsWith("RFC 7515 A.2") || source.startsWith("RFC 7515 A.3")) {
            return Optional.empty();
        }
        return source.startsWith("RFC") || alg.equals("ES256K") ? Optional.of(FindingCode.NOT_JSON) : Optional.empty();
    }

    private static Diagnosis diagnosed(String token, String jwk, Instant at) {
        SituationWorld world = SituationWorld.fixed();
        JwkSet keys = ((JwkSetReading.Readable)
                        JwkSetParser.parse(("{\"keys\":[" + jwk + "]}").getBytes(StandardCharsets.UTF_8)))
                .set();
        return world.diagnoser(new SoleSubject(Optional.empty()), TrueTime.UNKNOWN)
                .diagnose(new DiagnosisRequest(
                        Optional.of(token),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(at),
                        Optional.empty(),
                        Optional.of(keys),
                        Optional.empty()));
    }

    private static Finding of(Diagnosis diagnosis, Check check) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }
}
