package io.keyvigil.diagnosis;

import io.keyvigil.tenant.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Is the token meant for who presents it (RFC 7519 section 4.1.3)? */
final class AudienceCheck implements TokenCheck {

    /** White space, control and format characters: what nobody sees in a configuration. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\u00A0\\u3000]+");

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.claims().isEmpty()) {
            return List.of(Finding.skipped(Check.AUDIENCE, "there are no claims to read"));
        }
        List<String> audiences = token.claims().get().audiences();
        List<String> expected = token.expectation().audiences();
        if (audiences.isEmpty() && !expected.isEmpty()) {
            return List.of(Finding.of(
                    FindingCode.AUDIENCE_MISSING, "The token has no aud that is a text or a list of texts."));
        }
        if (expected.isEmpty() && (token.nothingKnown() || token.keysOnly())) {
            return List.of(Finding.skipped(Check.AUDIENCE, "no audience was given to hold the token against"));
        }
        if (expected.isEmpty()) {
            return List.of(Finding.of(
                    FindingCode.AUDIENCE_NOT_CHECKED,
                    "Nobody said which audience the application expects; name it with ?audience= or in the watch list.",
                    Evidence.of("aud", shortened(audiences)).members()));
        }
        if (audiences.stream().anyMatch(expected::contains)) {
            return List.of(Finding.pass(
                    Check.AUDIENCE,
                    "The audience is one of " + token.expectation().audiencesOf() + "."));
        }
        return List.of(mismatch(token, audiences, expected));
    }

    private static Finding mismatch(TokenUnderDiagnosis token, List<String> audiences, List<String> expected) {
        Evidence evidence = Evidence.of("aud", shortened(audiences))
                .and("expected", shortened(expected))
                .and("expectedBy", token.expectation().audiencesOf());
        Optional<String> lookalike = audiences.stream()
                .filter(audience ->
                        expected.stream().anyMatch(other -> visible(other).equals(visible(audience))))
                .findFirst();
        if (lookalike.isPresent()) {
            return Finding.of(
                    FindingCode.AUDIENCE_INVISIBLE_CHARACTERS,
                    "The audiences look the same but differ in characters that nobody sees.",
                    evidence.and("inToken", escaped(lookalike.get()))
                            .and(
                                    "inExpectation",
                                    expected.stream()
                                            .map(AudienceCheck::escaped)
                                            .toList())
                            .members());
        }
        return Finding.of(
                FindingCode.AUDIENCE_MISMATCH,
                "The token is meant for somebody else.",
                evidence.and("sameButForCaseOrSlash", audiences.stream().anyMatch(audience -> expected.stream()
                                .anyMatch(other -> plain(other).equals(plain(audience)))))
                        .members());
    }

    private static List<String> shortened(List<String> texts) {
        return texts.stream().map(Evidence::shortened).limit(16).toList();
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    private static String plain(String text) {
        String lower = AsciiCase.lower(text);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** With every invisible character as its code. */
    private static String escaped(String text) {
        return Evidence.shortened(INVISIBLE.matcher(text).replaceAll(match -> match.group()
                .codePoints()
                .mapToObj(character -> String.format("<U+%04X>", character))
                .collect(Collectors.joining())));
    }
}
