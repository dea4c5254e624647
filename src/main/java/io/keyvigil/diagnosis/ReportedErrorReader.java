package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.MessagePatterns.CODE;
import static io.keyvigil.diagnosis.MessagePatterns.CODE_LIST;
import static io.keyvigil.diagnosis.MessagePatterns.CODE_PAGE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Reads whatever somebody pasted as an error.
 *
 * <ol>
 *   <li>Codes and library texts are found wherever they stand in the first 256 KiB.
 *   <li>Values are looked for in the 16 KiB around the first of them: elsewhere in a log they would be another error's.
 *   <li>Linear in the text's length; never throws, whatever the text.
 * </ol>
 */
final class ReportedErrorReader {

    private static final int LONGEST = 256 * 1_024;
    private static final int BEFORE = 4 * 1_024;
    private static final int AFTER = 12 * 1_024;
    private static final int MOST_CODES = 64;

    private final ErrorCodes known;

    ReportedErrorReader(ErrorCodes known) {
        this.known = known;
    }

    ReportedError read(String pasted) {
        String bounded = pasted.length() > LONGEST ? pasted.substring(0, LONGEST) : pasted;
        String text = MessageEscapes.removed(bounded);
        Map<String, Integer> codes = codes(text);
        boolean anyKnown = codes.keySet().stream().anyMatch(id -> known.code(id).isPresent());
        String lowerCase = anyKnown ? "" : text.toLowerCase(Locale.ROOT);
        List<MessageText> texts = anyKnown ? List.of() : texts(lowerCase);
        int first = codes.isEmpty()
                ? firstOf(texts, lowerCase)
                : codes.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        String around = text.substring(
                Math.min(text.length(), Math.max(0, first - BEFORE)), Math.min(text.length(), first + AFTER));
        return new ReportedError(
                List.copyOf(codes.keySet()),
                texts.stream().map(MessageText::error).toList(),
                ReportedFactsReader.read(around));
    }

    private static Map<String, Integer> codes(String text) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        Matcher list = CODE_LIST.matcher(text);
        while (list.find() && codes.size() < MOST_CODES) {
            for (String number : list.group(1).strip().split("[,\\s]+")) {
                if (number.length() >= 4 && number.length() <= 8) {
                    codes.putIfAbsent("AADSTS" + number, list.start());
                }
            }
        }
        addCodesOfText(text, codes);
        Matcher page = CODE_PAGE.matcher(text);
        while (page.find() && codes.size() < MOST_CODES) {
            codes.putIfAbsent("AADSTS" + page.group(1), page.start());
        }
        return codes;
    }

    /** Looks at the pattern only where a letter begins a word that can be a code: a log is long, and codes are few. */
    private static void addCodesOfText(String text, Map<String, Integer> codes) {
        Matcher code = CODE.matcher(text).useTransparentBounds(true);
        for (int index = 0; index < text.length() && codes.size() < MOST_CODES; index++) {
            if (beginsCode(text, index) && code.region(index, text.length()).lookingAt()) {
                codes.putIfAbsent(code.group(1).toUpperCase(Locale.ROOT) + code.group(2), index);
                index = code.end() - 1;
            }
        }
    }

    private static boolean beginsCode(String text, int index) {
        char letter = text.charAt(index);
        return letter == 'A' || letter == 'a' || letter == 'I' || letter == 'i';
    }

    private List<MessageText> texts(String lowerCase) {
        List<MessageText> found = new ArrayList<>(
                known.texts().stream().filter(text -> text.isIn(lowerCase)).toList());
        if (found.stream().anyMatch(text -> !text.general())) {
            found.removeIf(MessageText::general);
        }
        return found;
    }

    private static int firstOf(List<MessageText> texts, String lowerCase) {
        return texts.stream()
                .flatMap(text -> text.says().stream())
                .mapToInt(lowerCase::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(0);
    }
}
