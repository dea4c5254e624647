package io.keyvigil.tenant;

/**
 * Converts and compares the case of ASCII letters only: schemes, host names, codes and parameter names are all ASCII. The run
 * time of every method is proportional to the length of its texts. The platform's methods need quadratic time for some letters
 * ({@code U+0130}), and regard letters outside of ASCII ({@code U+017F}, {@code U+212A}) as equal to letters in it.
 */
public final class AsciiCase {

    private static final int TO_LOWER = 'a' - 'A';

    private AsciiCase() {}

    /** The text with {@code A} to {@code Z} in lower case, and all other characters as they are. */
    public static String lower(String text) {
        int first = 0;
        while (first < text.length() && !isUpper(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : lowered(text.toCharArray(), first);
    }

    private static String lowered(char[] characters, int from) {
        for (int index = from; index < characters.length; index++) {
            characters[index] = lower(characters[index]);
        }
        return new String(characters);
    }

    /** The text with {@code a} to {@code z} in upper case, and all other characters as they are. */
    public static String upper(String text) {
        char[] characters = text.toCharArray();
        for (int index = 0; index < characters.length; index++) {
            char character = characters[index];
            characters[index] = character >= 'a' && character <= 'z' ? (char) (character - TO_LOWER) : character;
        }
        return new String(characters);
    }

    /** Whether the texts are equal except for the case of ASCII letters; false if one of them is null. */
    public static boolean same(String one, String other) {
        if (one == null || other == null || one.length() != other.length()) {
            return false;
        }
        for (int index = 0; index < one.length(); index++) {
            if (lower(one.charAt(index)) != lower(other.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char character) {
        return isUpper(character) ? (char) (character + TO_LOWER) : character;
    }

    private static boolean isUpper(char character) {
        return character >= 'A' && character <= 'Z';
    }
}
