package io.keyvigil.diagnosis;

import io.keyvigil.tenant.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that the token is intended for the application that receives it (RFC 7519 section 4.1.3). */
final class AudienceCheck implements TokenCheck {

    /** White space, control and format characters, which are invisible in a configuration. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\u00A0\\u3000]+");

    private static final Pattern APP_ID_URI = Pattern.compile("^api://");

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.claims().isEmpty()) {
            return List.of(Finding.skipped(Check.AUDIENCE, "There are no claims to read."));
        }
        List<String> audiences = token.claims().get().audiences();
        List<String> expected = token.expectation().audiences();
        if (audiences.isEmpty() && !expected.isEmpty()) {
            return List.of(Finding.of(
                    FindingCode.AUDIENCE_MISSING, "The token has no aud that is a string or a list of strings."));
        }
        if (expected.isEmpty() && (token.nothingKnown() || token.keysOnly())) {
            return List.of(Finding.skipped(Check.AUDIENCE, "No audience was given to compare the token with."));
        }
        if (expected.isEmpty()) {
            return List.of(Finding.of(
                    FindingCode.AUDIENCE_NOT_CHECKED,
                    "The request and the watch list name no audience, so the audience was not checked.",
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
                    "The audiences look the same, but they differ in invisible characters.",
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
                audiences.stream()
                        .flatMap(audience -> expected.stream().flatMap(other -> difference(audience, other).stream()))
                        .findFirst()
                        .orElse("The token was issued for another audience than the expected one."),
                evidence.members());
    }

    /** The small difference between two audiences; empty if the difference is not small. */
    private static Optional<String> difference(String audience, String expected) {
        if (AsciiCase.same(audience, expected)) {
            return Optional.of(
                    "The audiences differ only in letter case (upper or lower). Validators compare them character by character.");
        }
        if (plain(audience).equals(plain(expected))) {
            return Optional.of(
                    "The audiences differ only in a slash at the end. Validators compare them character by character.");
        }
        return AsciiCase.same(withoutPrefix(audience), withoutPrefix(expected))
                ? Optional.of(
                        "The audiences differ only in the prefix api://. Entra writes the App ID URI into v1 tokens and"
                                + " the bare client id into v2 tokens.")
                : Optional.empty();
    }

    private static String withoutPrefix(String audience) {
        return APP_ID_URI.matcher(audience).replaceFirst("");
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

    /** Returns the text with every invisible character replaced by its code point. */
    private static String escaped(String text) {
        return Evidence.shortened(INVISIBLE.matcher(text).replaceAll(match -> match.group()
                .codePoints()
                .mapToObj(character -> String.format("<U+%04X>", character))
                .collect(Collectors.joining())));
    }
}
