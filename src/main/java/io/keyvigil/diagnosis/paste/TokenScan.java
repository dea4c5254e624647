package io.keyvigil.diagnosis.paste;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds all texts in the form of a token. Linear in the length of the text: at most {@value #MOST_STARTS} places are
 * read.
 *
 * @param text the text of the candidates' indexes
 * @param candidates in the order of the text; they do not overlap
 */
record TokenScan(String text, List<Candidate> candidates) {

    private static final int MOST_STARTS = 64;
    private static final int SHORTEST = 8;
    /** The beginnings of a JSON object in base64url: <code>{"</code>, white space after the brace, or an empty object. */
    private static final List<String> BEGINNINGS = List.of("eyJ", "eyA", "ewo", "ew0", "ewk", "e30");

    private static final Pattern GLUED_SCHEME = Pattern.compile("(?i).*(?:bearer|dpop|jwt|token)$");
    private static final int LONGEST_SCHEME = 8;

    static TokenScan of(String text) {
        List<Candidate> found = new ArrayList<>();
        int index = text.indexOf('e');
        for (int starts = 0; index >= 0 && starts < MOST_STARTS; ) {
            if (!begins(text, index)) {
                index = text.indexOf('e', index + 1);
                continue;
            }
            starts++;
            Candidate candidate = TokenForm.at(text, index);
            boolean usual = text.startsWith(BEGINNINGS.get(0), index)
                    && candidate.token().length() >= SHORTEST;
            if (usual || candidate.form() != Candidate.Form.BEGINNING) {
                found.add(candidate);
            }
            index = text.indexOf('e', Math.max(candidate.end(), index + 1));
        }
        return new TokenScan(text, List.copyOf(found));
    }

    private static boolean begins(String text, int index) {
        return BEGINNINGS.stream().anyMatch(beginning -> text.startsWith(beginning, index)) && isBoundary(text, index);
    }

    /** Whether a word begins here, or an escape sequence or a scheme without a space ends here. */
    private static boolean isBoundary(String text, int index) {
        if (index == 0 || !Letters.isBase64Url(text.charAt(index - 1))) {
            return true;
        }
        return index >= 2 && isEscape(text, index)
                || GLUED_SCHEME
                        .matcher(text.substring(Math.max(0, index - LONGEST_SCHEME), index))
                        .matches();
    }

    private static boolean isEscape(String text, int index) {
        char before = text.charAt(index - 2);
        boolean percent = index >= 3 && text.charAt(index - 3) == '%';
        boolean unicode = index >= 6 && text.charAt(index - 6) == '\\' && text.charAt(index - 5) == 'u';
        return before == '\\' && "nrt".indexOf(text.charAt(index - 1)) >= 0 || percent || unicode;
    }

    int rank() {
        return candidates.stream().mapToInt(Candidate::rank).max().orElse(-1);
    }

    /** The main token of the text: the one that is named an access token, otherwise the most complete, otherwise the first. */
    Optional<Candidate> best() {
        int rank = rank();
        Comparator<Candidate> byName = Comparator.comparing(candidate ->
                TokenName.before(text, candidate.start()).map(TokenName::place).orElse(TokenName.UNNAMED));
        return candidates.stream()
                .filter(candidate -> candidate.rank() == rank
                        || TokenName.before(text, candidate.start())
                                .filter(TokenName.ACCESS_TOKEN::equals)
                                .isPresent())
                .min(byName.thenComparing(Candidate::rank, Comparator.reverseOrder()));
    }

    /** The text with every token replaced by a space. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        int index = 0;
        for (Candidate candidate : candidates) {
            rest.append(text, index, candidate.start()).append(' ');
            index = candidate.end();
        }
        return rest.append(text, index, text.length()).toString();
    }

    @Override
    public String toString() {
        return "TokenScan";
    }
}
