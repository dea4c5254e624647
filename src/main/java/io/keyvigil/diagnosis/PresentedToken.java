package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.JwtReading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as somebody pasted it: what was wrapped around it is taken off, then it is read.
 *
 * @param text the bare token
 * @param wrappings what was taken off, for people
 */
record PresentedToken(String text, List<String> wrappings, JwtReading reading) {

    private static final Pattern SCHEME =
            Pattern.compile("(?i)(authorization\\s*:\\s*)?(bearer|jwt|token)[\\s:=]+(?=\\S)");
    private static final Pattern BROKEN_LINES = Pattern.compile("\\s+");
    private static final String QUOTES = "\"'`";

    PresentedToken {
        wrappings = List.copyOf(wrappings);
    }

    static PresentedToken of(String pasted) {
        List<String> wrappings = new ArrayList<>();
        String text = stripped(pasted, wrappings);
        text = unquoted(text, wrappings);
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.lookingAt()) {
            wrappings.add("an authorization scheme before it");
            text = text.substring(scheme.end());
        }
        text = unquoted(stripped(text, wrappings), wrappings);
        if (text.chars().anyMatch(PresentedToken::isWhiteSpace)) {
            wrappings.add("white space or line breaks inside it");
            text = BROKEN_LINES.matcher(text).replaceAll("");
        }
        return new PresentedToken(text, wrappings, JwtParser.parse(text));
    }

    private static boolean isWhiteSpace(int character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }

    private static String stripped(String text, List<String> wrappings) {
        String stripped = withoutByteOrderMark(text).strip();
        if (stripped.length() != text.length() && !text.equals(stripped + "\n")) {
            wrappings.add("white space around it");
        }
        return stripped;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String unquoted(String text, List<String> wrappings) {
        boolean quoted = text.length() >= 2
                && QUOTES.indexOf(text.charAt(0)) >= 0
                && text.charAt(0) == text.charAt(text.length() - 1);
        if (!quoted) {
            return text;
        }
        wrappings.add("quotes around it");
        return text.substring(1, text.length() - 1).strip();
    }

    @Override
    public String toString() {
        return "PresentedToken";
    }
}
