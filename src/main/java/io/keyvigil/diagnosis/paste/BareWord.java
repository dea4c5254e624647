package io.keyvigil.diagnosis.paste;

import io.keyvigil.tenant.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text in the place of a token if it does not have the form of a JWT: an opaque token, a placeholder, or nothing.
 *
 * @param token empty text for a placeholder
 */
record BareWord(String token, Found what) {

    private static final String NO_TOKEN = "";
    private static final Pattern AFTER_SCHEME =
            Pattern.compile("(?i)(?:^|[^a-z0-9_-])(bearer|dpop|basic)(?:[ \\t]|%20)+(?:(?:bearer|dpop)(?:[ \\t]|%20)+)?"
                    + "[\"']?([^\\s\"',;]{1,65536})");
    private static final Pattern NOTHING_AFTER_SCHEME =
            Pattern.compile("(?i)(?:authorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?(?:bearer|dpop)?|^\\s{0,64}bearer)"
                    + "\\s{0,64}[\"']?\\s{0,64}$");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)null|\\(null\\)|nil|none|undefined|nan|false|true|\\[object|\\[object \\w{3,16}]|\\{\\{.*}}"
                    + "|\\$\\{?\\{?[\\w.:-]+}?}?|%\\w+%|<[^<>]{0,64}>?"
                    + "|(?:your|my)?[_-]?(?:access)?[_-]?token(?:[_-]?here)?|\\[?redacted]?|\\*{3,}|x{4,}|\\.{3}|\u2026");
    private static final Pattern CHALLENGE =
            Pattern.compile("(?i)(?:realm|error|scope|error_description|authorization_uri|resource_metadata|algs)=.*");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][\\w$.:]*[!?]?");
    /** A word without the punctuation of JSON, markup and lists. */
    private static final Pattern WORD = Pattern.compile("[^{}<>\"',;\\[\\]]+");

    private static final int SHORTEST_RANDOM = 16;
    private static final int LONGEST_NAME = 64;
    private static final int FEWEST_CHANGES = 3;

    static Optional<BareWord> in(String text) {
        Optional<String> named = TokenName.accessToken(text);
        if (named.isPresent()) {
            return Optional.of(
                    new BareWord(named.get(), new Found(FoundKind.OPAQUE_TOKEN, TokenName.ACCESS_TOKEN.member())));
        }
        return afterScheme(text).or(() -> alone(text));
    }

    private static Optional<BareWord> afterScheme(String text) {
        if (NOTHING_AFTER_SCHEME.matcher(text).find()) {
            return Optional.of(placeholder());
        }
        Matcher matcher = AFTER_SCHEME.matcher(text);
        while (matcher.find()) {
            String word = matcher.group(2);
            if (AsciiCase.same(matcher.group(1), "basic")) {
                if (isRandom(word) || word.endsWith("=")) {
                    return Optional.of(new BareWord(word, new Found(FoundKind.BASIC_CREDENTIALS, Found.INSTEAD)));
                }
            } else if (PLACEHOLDER.matcher(word).matches()) {
                return Optional.of(placeholder());
            } else if (!CHALLENGE.matcher(word).matches() && isRandom(word)) {
                return Optional.of(
                        new BareWord(word, new Found(FoundKind.OPAQUE_TOKEN, "line " + line(text, matcher.start(2)))));
            }
        }
        return Optional.empty();
    }

    private static Optional<BareWord> alone(String text) {
        String word = unquoted(text.strip());
        if (PLACEHOLDER.matcher(word).matches()) {
            return Optional.of(placeholder());
        }
        boolean one = !word.isEmpty() && word.chars().noneMatch(letter -> Letters.isWhiteSpace((char) letter));
        boolean name = IDENTIFIER.matcher(word).matches() && word.length() <= LONGEST_NAME && !isRandom(word);
        return one && !name && WORD.matcher(word).matches()
                ? Optional.of(new BareWord(word, new Found(FoundKind.OPAQUE_TOKEN, Found.WHOLE)))
                : Optional.empty();
    }

    private static BareWord placeholder() {
        return new BareWord(NO_TOKEN, new Found(FoundKind.PLACEHOLDER, Found.INSTEAD));
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() >= 2
                && Letters.isQuote(word.charAt(0))
                && Letters.isQuote(word.charAt(word.length() - 1));
        return quoted ? word.substring(1, word.length() - 1).strip() : word;
    }

    /** Whether the word is long, with digits between letters, unlike any word of a language or name in a program. */
    private static boolean isRandom(String word) {
        int changes = 0;
        for (int index = 1; index < word.length() && changes < FEWEST_CHANGES; index++) {
            if (Character.isDigit(word.charAt(index)) != Character.isDigit(word.charAt(index - 1))) {
                changes++;
            }
        }
        return word.length() >= SHORTEST_RANDOM && changes >= FEWEST_CHANGES;
    }

    static int line(String text, int index) {
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }

    /** The parts to report, in the order of a list. */
    List<Found> found() {
        return List.of(what);
    }

    @Override
    public String toString() {
        return "BareWord";
    }
}
