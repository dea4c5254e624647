package io.keyvigil.diagnosis.message;

import java.util.Map;

/**
 * Decodes a pasted text: HTML entities, the escapes of JSON strings, percent encoding of a redirect. Linear in the
 * length of the text; everything else is unchanged.
 */
final class MessageEscapes {

    private static final int LAYERS = 3;
    private static final int LONGEST_ENTITY = 8;
    private static final int HEXADECIMAL = 16;
    private static final Map<String, String> ENTITIES = Map.of(
            "quot", "\"", "apos", "'", "amp", "&", "lt", "<", "gt", ">", "nbsp", " ", "#39", "'", "#34", "\"", "#x27",
            "'", "#x22", "\"");

    private MessageEscapes() {}

    static String removed(String text) {
        String bare = text;
        for (int layer = 0; layer < LAYERS; layer++) {
            String before = bare;
            if (bare.indexOf('&') >= 0) {
                bare = withoutEntities(bare);
            }
            if (bare.indexOf('\\') >= 0) {
                bare = withoutBackslashes(bare);
            }
            if (bare.contains("error_description=") && bare.indexOf('%') >= 0) {
                bare = withoutPercents(bare);
            }
            if (bare.equals(before)) {
                break;
            }
        }
        return bare;
    }

    private static String withoutEntities(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            int end = text.charAt(index) == '&' ? endOfEntity(text, index) : -1;
            String character = end < 0 ? null : ENTITIES.get(text.substring(index + 1, end));
            if (character == null) {
                bare.append(text.charAt(index));
            } else {
                bare.append(character);
                index = end;
            }
        }
        return bare.toString();
    }

    private static int endOfEntity(String text, int ampersand) {
        int last = Math.min(text.length(), ampersand + LONGEST_ENTITY);
        for (int index = ampersand + 1; index < last; index++) {
            if (text.charAt(index) == ';') {
                return index;
            }
        }
        return -1;
    }

    private static String withoutBackslashes(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character != '\\' || index + 1 == text.length()) {
                bare.append(character);
                continue;
            }
            char escaped = text.charAt(++index);
            int unicode = escaped == 'u' ? hexadecimal(text, index + 1, 4) : -1;
            if (unicode >= 0) {
                bare.append((char) unicode);
                index += 4;
            } else {
                bare.append(unescaped(escaped));
            }
        }
        return bare.toString();
    }

    /** Decodes an escape; a backslash before another letter is a part of a name, such as a PHP class. */
    private static String unescaped(char escaped) {
        return switch (escaped) {
            case 'n', 'r', 't' -> " ";
            default -> Character.isLetterOrDigit(escaped) ? "\\" + escaped : String.valueOf(escaped);
        };
    }

    private static String withoutPercents(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            int octet = character == '%' ? hexadecimal(text, index + 1, 2) : -1;
            if (octet >= 0) {
                bare.append((char) octet);
                index += 2;
            } else {
                bare.append(character == '+' ? ' ' : character);
            }
        }
        return bare.toString();
    }

    private static int hexadecimal(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int index = from; index < from + digits; index++) {
            int digit = Character.digit(text.charAt(index), HEXADECIMAL);
            if (digit < 0) {
                return -1;
            }
            value = value * HEXADECIMAL + digit;
        }
        return value;
    }
}
