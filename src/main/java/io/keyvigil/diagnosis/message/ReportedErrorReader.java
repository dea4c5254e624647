package io.keyvigil.diagnosis.message;

import static io.keyvigil.diagnosis.message.MessagePatterns.CODE;
import static io.keyvigil.diagnosis.message.MessagePatterns.CODE_LIST;
import static io.keyvigil.diagnosis.message.MessagePatterns.CODE_PAGE;

import io.keyvigil.diagnosis.message.CatalogContents.Match;
import io.keyvigil.diagnosis.message.MessageTemplate.Span;
import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Reads an error text of any form.
 *
 * <ol>
 *   <li>Finds codes and known texts anywhere in the first 256 KiB, also if escaped for JSON, HTML or redirects.
 *   <li>Reads values from the 16 KiB around the first of them: elsewhere in a log they may belong to another error.
 *   <li>Linear in the text's length; never throws, whatever the text.
 * </ol>
 */
public final class ReportedErrorReader {

    private static final int LONGEST = 256 * 1_024;
    private static final int BEFORE = 4 * 1_024;
    private static final int AFTER = 12 * 1_024;
    private static final int MOST_CODES = 64;

    private final MessageCatalog known;

    public ReportedErrorReader(MessageCatalog known) {
        this.known = known;
    }

    public ReportedError read(String pasted) {
        String bounded = pasted.length() > LONGEST ? pasted.substring(0, LONGEST) : pasted;
        String text = MessageEscapes.removed(bounded);
        NormalText normal = NormalText.of(text);
        Map<String, Span> codes = codes(normal.value());
        List<Match> matches = new ArrayList<>(known.find(normal.value()));
        List<String> unknown = new ArrayList<>();
        codes.forEach((id, span) -> known.code(id)
                .ifPresentOrElse(message -> matches.add(new Match(message, id.length(), span)), () -> unknown.add(id)));
        List<KnownMessage> chosen = InnermostMessage.of(normal.value(), matches);
        int first = matches.stream()
                .filter(match -> chosen.contains(match.message()))
                .mapToInt(match -> match.span().start())
                .min()
                .orElse(codes.values().stream().mapToInt(Span::start).min().orElse(0));
        int origin = Math.min(text.length(), normal.origin(first));
        String around = text.substring(Math.max(0, origin - BEFORE), Math.min(text.length(), origin + AFTER));
        return new ReportedError(chosen, unknown, ReportedFactsReader.read(around));
    }

    private static Map<String, Span> codes(String text) {
        Map<String, Span> codes = new LinkedHashMap<>();
        Matcher list = CODE_LIST.matcher(text);
        while (list.find() && codes.size() < MOST_CODES) {
            for (String number : list.group(1).strip().split("[,\\s]+")) {
                if (number.length() >= 4 && number.length() <= 8) {
                    codes.putIfAbsent("AADSTS" + number, new Span(list.start(), list.end()));
                }
            }
        }
        addCodesOfText(text, codes);
        Matcher page = CODE_PAGE.matcher(text);
        while (page.find() && codes.size() < MOST_CODES) {
            codes.putIfAbsent("AADSTS" + page.group(1), new Span(page.start(), page.end()));
        }
        return codes;
    }

    /** Applies the pattern only at letters that can begin a code: a log is long, and codes are few. */
    private static void addCodesOfText(String text, Map<String, Span> codes) {
        Matcher code = CODE.matcher(text).useTransparentBounds(true);
        for (int index = 0; index < text.length() && codes.size() < MOST_CODES; index++) {
            boolean begins = text.startsWith("aad", index) || text.startsWith("idx", index);
            if (begins && code.region(index, text.length()).lookingAt()) {
                codes.putIfAbsent(AsciiCase.upper(code.group(1)) + code.group(2), new Span(index, code.end()));
                index = code.end() - 1;
            }
        }
    }
}
