package io.keyvigil.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of token that is recognized by its form.
 *
 * @param patterns by the name of the searched part
 * @param header members that the header must have
 * @param claims claims that must be present
 * @param lacks claims that must be absent
 * @param codes the causes that it explains; empty: the codes of keys and issuer
 * @param says the description, in one or two sentences
 * @param remedy the recommended action
 * @param source a public page
 */
record TokenShape(
        String id,
        Patterns patterns,
        List<String> header,
        List<String> claims,
        List<String> lacks,
        Set<String> codes,
        String says,
        String remedy,
        String source) {

    private static final int LONGEST = 512;
    private static final Set<FindingCode> NOT_OF_ANOTHER_ISSUER =
            Set.of(FindingCode.KEY_UNUSABLE, FindingCode.KEY_NOT_FOR_SIGNING, FindingCode.ISSUER_TRAILING_SLASH);

    /** Patterns; an empty one matches everything. */
    record Patterns(
            Optional<Pattern> iss,
            Optional<Pattern> aud,
            Optional<Pattern> sub,
            Optional<Pattern> text,
            Optional<Pattern> expected,
            Optional<Pattern> otherThan,
            Optional<Pattern> algOfEncryption) {}

    /** Whether the token is of this kind, and this explains the cause. */
    boolean explains(FindingCode cause, TokenUnderDiagnosis token) {
        boolean wanted = codes.isEmpty()
                ? (cause.check() == Check.KEY || cause.check() == Check.ISSUER || cause == FindingCode.WRONG_KEY)
                        && !NOT_OF_ANOTHER_ISSUER.contains(cause)
                : codes.contains(cause.code());
        return wanted && hasForm(ShapeFacts.of(token));
    }

    /** Whether the token is of this kind. */
    boolean hasForm(ShapeFacts facts) {
        return is(patterns.iss(), facts.iss().stream())
                && is(patterns.aud(), facts.aud().stream())
                && is(patterns.sub(), facts.sub().stream())
                && is(patterns.text(), Stream.of(facts.text()))
                && is(patterns.expected(), facts.expected().stream())
                && is(patterns.algOfEncryption(), facts.encryptedWith().stream())
                && (patterns.otherThan().isEmpty() || !is(patterns.otherThan(), facts.expected().stream()))
                && facts.header().containsAll(header)
                && facts.claims().containsAll(claims)
                && lacks.stream().noneMatch(facts.claims()::contains);
    }

    private static boolean is(Optional<Pattern> pattern, Stream<String> texts) {
        return pattern.isEmpty()
                || texts.anyMatch(text -> pattern.get()
                        .matcher(text.length() <= LONGEST ? text : text.substring(0, LONGEST))
                        .find());
    }
}
