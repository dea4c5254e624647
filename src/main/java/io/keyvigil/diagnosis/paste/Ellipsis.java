package io.keyvigil.diagnosis.paste;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mark with which users and programs replace omitted text. */
final class Ellipsis {

    private static final int LONGEST = 512;
    /** The mark and the text that can follow it: the end of the token, which is useless without the middle. */
    private static final Pattern MARK = Pattern.compile("(?i)(?:\\.{3,}|\u2026+|\\*{2,}|[\\[<(]{1,2}(?:\\.{2,}|\u2026"
            + "|(?:signature |token )?(?:redacted|removed|snip|truncated|omitted|hidden|masked|stripped|cut|signature)"
            + "[a-z ]{0,20})[\\]>)]{1,2})[a-z0-9_.=+/\u2026*-]*+");
    /** The mark of Google Cloud in logged tokens (cloud.google.com/run/docs/authenticating). */
    private static final String REMOVED_SIGNATURE = ".SIGNATURE_REMOVED_BY_GOOGLE";

    private Ellipsis() {}

    static boolean isAt(String text, int index) {
        return matcher(text, index).lookingAt();
    }

    static boolean isSignature(CharSequence token) {
        return token.toString().endsWith(REMOVED_SIGNATURE);
    }

    /** The index after the mark and the text that follows it without white space. */
    static int end(String text, int index) {
        Matcher matcher = matcher(text, index);
        return matcher.lookingAt() ? index + matcher.end() : index;
    }

    private static Matcher matcher(String text, int index) {
        int from = Math.min(index, text.length());
        return MARK.matcher(text.substring(from, Math.min(text.length(), from + LONGEST)));
    }
}
