package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.diagnosis.message.MessageCatalog;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is pasted: no exception, no secret in the answer, no time lost. */
class MessagePropertiesTest {

    private static final Pattern TOKEN_LIKE =
            Pattern.compile("[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}|eyJ|hunter2|@example");
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final long MOST_MILLISECONDS = 50;
    private static final int LONGEST = 256 * 1_024;

    @Property(tries = 2_000)
    void noTextThrowsOrIsEchoed(@ForAll("pasted") String error) {
        // Given
        ReportedSituation situation = ReportedSituation.ofToken(SignatureEvidence.Outcome.UNEXPLAINED);
        // When
        List<Finding> findings = situation.findings(error);
        // Then
        assertThat(findings).isNotEmpty().hasSizeLessThanOrEqualTo(8);
        assertThat(TOKEN_LIKE.matcher(findings.toString()).find()).isFalse();
        assertThat(findings.toString())
                .doesNotContain(situation.token().orElseThrow().substring(0, 12));
    }

    @Provide
    Arbitrary<String> pasted() {
        Arbitrary<String> labels = Arbitraries.of(
                "AADSTS50013: ",
                "IDX10214: Audiences: '",
                "Issuer: '",
                "kid: '",
                "kid=",
                "KeyId: '",
                "subject '",
                "thumbprint: '",
                "Current time: ",
                "valid from ",
                "error_codes\":[",
                "correlation id: ",
                "ValidIssuers: '",
                "Unable to find key with kid ",
                "invalid_token ",
                "&quot;",
                "\\u0027",
                "\\\\\\\"",
                "%27");
        Arbitrary<String> values = Arbitraries.of(
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib2JieSJ9.c2lnbmF0dXJlLWhlcmU",
                "client_secret=hunter2",
                "person@example.org",
                "api://orders",
                "2026-11-22T03:15:07Z",
                "13/13/2026 99:99:99",
                "0123456789abcdef0123456789abcdef01234567",
                "AbCdEfGhIjKlMn.OpQrStUvWxYz01.23456789abcdef",
                "50013,",
                "99999999-aaaa-bbbb-cccc-ddddeeeeffff",
                "'",
                "', ",
                "] ");
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<String> piece = Combinators.combine(
                        labels, Arbitraries.oneOf(values, noise), Arbitraries.of("'", "\"", " ", ""))
                .as((label, value, end) -> label + value + end);
        return piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @Example
    void hostileTextsTakeNoTime() {
        // Given
        List<String> pieces = List.of(
                "a",
                "\u0130",
                "AADSTS",
                "AADSTS50013 ",
                "kid: 'a",
                "issuer 'aaaaaaaa",
                "thumbprint ",
                "Current time: 2026-11-22T",
                "valid from ",
                "&&&&&&",
                "\\\\",
                "\\u",
                "error_description=%",
                "a.",
                "[PII ",
                "error_codes: [1,",
                "audience '",
                "eyJ.",
                "\"",
                "expected audience 'x', got ['");
        MessageCheck check = new MessageCheck(new MessageCatalog());
        ReportedSituation situation = ReportedSituation.ofToken(SignatureEvidence.Outcome.VERIFIED);
        for (int warm = 0; warm < 3; warm++) {
            pieces.forEach(piece -> situation.findings(filled(piece)));
        }
        for (String piece : pieces) {
            String text = filled(piece);
            TokenUnderDiagnosis token = situation.with(Optional.of(text));
            // When
            long best = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 3; attempt++) {
                long begun = PROCESSOR.getCurrentThreadCpuTime();
                check.check(token);
                best = Math.min(best, PROCESSOR.getCurrentThreadCpuTime() - begun);
            }
            // Then
            assertThat(best / 1_000_000).as(piece).isLessThan(MOST_MILLISECONDS);
        }
    }

    private static String filled(String piece) {
        return piece.repeat(LONGEST / piece.length());
    }
}
