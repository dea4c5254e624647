package io.keyvigil.diagnosis.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names the kinds of text around a token without repeating the text, which may contain passwords and cookies. */
final class Surroundings {

    private static final int NEAR = 64;
    private static final String SCHEME = "(?:bearer|dpop|jwt|token|gnap)";
    /** The separator between a scheme and its token: literal white space, percent-encoded, or a plus sign. */
    private static final String GAP = "(?:\\s|%20|\\+|\\\\u0020|[:=\"'])";

    private static final Pattern TWO_SCHEMES =
            Pattern.compile("(?i)" + SCHEME + GAP + "{1,4}" + SCHEME + GAP + "{0,4}b?[\"']?$");
    private static final Pattern ONE_SCHEME =
            Pattern.compile("(?i)(?:^|[^a-z0-9_-])" + SCHEME + GAP + "{0,4}b?[\"']?$");
    private static final Pattern ONE_ENCODED_SPACE = Pattern.compile("(?i)" + SCHEME + "(?:%20|\\\\u0020)b?[\"']?$");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)authorization[\"']?\\s{0,4}[:=]");
    private static final Pattern COOKIE = Pattern.compile("(?i)(?:^|[\\s'\"])(?:set-)?cookie[\"']?\\s{0,4}:");
    private static final Pattern CURL = Pattern.compile("(?:^|[\\s$])curl(?:\\.exe)?\\s|^\\s*-H\\s");
    private static final Pattern REQUEST =
            Pattern.compile("(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \\S{1,2048} HTTP/");
    private static final Pattern RESPONSE = Pattern.compile("HTTP/[0-9.]{1,3} [1-5][0-9][0-9]");
    private static final Pattern TOKEN_RESPONSE =
            Pattern.compile("[\"'](?:access_token|id_token|error_description|token_type)[\\\\\"']{1,3}\\s{0,4}:");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>]{0,2048}[?#&/=]$");

    private final String before;
    private final String after;
    private final Candidate token;
    private final List<Found> found = new ArrayList<>();

    private Surroundings(String text, Candidate token) {
        this.before = text.substring(0, token.start());
        this.after = text.substring(token.end());
        this.token = token;
    }

    static List<Found> of(String text, Candidate token) {
        Surroundings surroundings = new Surroundings(text, token);
        surroundings.lookBefore();
        surroundings.lookAround();
        surroundings.lookInside(text);
        return surroundings.found;
    }

    private void lookBefore() {
        String near = before.substring(Math.max(0, before.length() - NEAR));
        if (before.startsWith("\uFEFF")) {
            add(FoundKind.BYTE_ORDER_MARK, Found.BEFORE);
        }
        if (TWO_SCHEMES.matcher(near).find()) {
            add(FoundKind.SCHEME_TWICE, Found.BEFORE);
        } else if (ONE_SCHEME.matcher(near).find()) {
            add(FoundKind.SCHEME, Found.BEFORE);
        }
        if (ONE_ENCODED_SPACE.matcher(near).find()) {
            add(FoundKind.PERCENT_ENCODING, Found.BEFORE);
        }
        addIf(AUTHORIZATION, before, FoundKind.AUTHORIZATION_HEADER, Found.BEFORE);
        addIf(COOKIE, before, FoundKind.COOKIE, Found.BEFORE);
        addIf(CURL, before, FoundKind.CURL_COMMAND, Found.AROUND);
        addIf(REQUEST, before, FoundKind.HTTP_REQUEST, Found.AROUND);
        addIf(ADDRESS, before.substring(Math.max(0, before.length() - 2_048)), FoundKind.ADDRESS, Found.BEFORE);
    }

    private void lookAround() {
        if (RESPONSE.matcher(before).find() || RESPONSE.matcher(after).find()) {
            add(FoundKind.HTTP_RESPONSE, Found.AROUND);
        }
        if (TOKEN_RESPONSE.matcher(before).find()) {
            add(FoundKind.TOKEN_RESPONSE, Found.AROUND);
        } else if (before.stripLeading().startsWith("{")
                || before.stripLeading().startsWith("[{")) {
            add(FoundKind.JSON, Found.AROUND);
        }
        boolean quoted = isQuoted();
        if (quoted && isBytes()) {
            add(FoundKind.PYTHON_BYTES, Found.AROUND);
        } else if (quoted) {
            add(FoundKind.QUOTES, Found.AROUND);
        }
        String wordBefore = before.strip();
        String wordAfter = after.strip();
        if (found.isEmpty() && wordBefore.length() > 1) {
            add(FoundKind.TEXT_BEFORE, Found.BEFORE);
        }
        if (wordAfter.length() > (quoted ? 1 : 0)) {
            add(FoundKind.TEXT_AFTER, Found.AFTER);
        }
        boolean spaced = wordBefore.length() != before.length() && wordBefore.isEmpty()
                || wordAfter.isEmpty() && !after.isEmpty() && !after.equals("\n");
        if (spaced) {
            add(FoundKind.WHITE_SPACE, Found.AROUND);
        }
    }

    private void lookInside(String text) {
        String inside = text.substring(token.start(), token.end());
        boolean invisible = inside.chars().anyMatch(letter -> Letters.isInvisible((char) letter));
        if (invisible) {
            add(FoundKind.INVISIBLE_CHARACTERS, Found.IN);
        } else if (token.joined()) {
            add(FoundKind.WHITE_SPACE, Found.IN);
        }
        if (token.shortened()) {
            add(FoundKind.ELLIPSIS, Found.IN);
        }
    }

    private boolean isQuoted() {
        return !before.isEmpty()
                && !after.isEmpty()
                && Letters.isQuote(before.charAt(before.length() - 1))
                && Letters.isQuote(after.charAt(0));
    }

    private boolean isBytes() {
        int letter = before.length() - 2;
        return letter >= 0
                && (before.charAt(letter) == 'b' || before.charAt(letter) == 'B')
                && (letter == 0 || !Letters.isBase64Url(before.charAt(letter - 1)));
    }

    private void addIf(Pattern pattern, String text, FoundKind kind, String where) {
        if (pattern.matcher(text).find()) {
            add(kind, where);
        }
    }

    private void add(FoundKind kind, String where) {
        found.add(new Found(kind, where));
    }
}
