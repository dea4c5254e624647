package io.keyvigil.telemetry;

import io.keyvigil.jose.PlainText;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Converts text from other parties to a label value of at most 128 characters. It keeps only {@link PlainText} and the line feed
 * (which the formats can escape). An altered text ends with {@code ~} and a digest: different texts remain different.
 */
final class LabelText {

    private static final int LONGEST = 128;
    private static final int DIGEST_OCTETS = 8;
    private static final int KEPT = LONGEST - 1 - 2 * DIGEST_OCTETS;
    private static final int REPLACEMENT = 0xFFFD;

    private LabelText() {}

    static String of(String text) {
        if (text.length() <= LONGEST && text.codePoints().allMatch(LabelText::fits)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(LONGEST);
        text.codePoints()
                .limit(KEPT)
                .map(point -> fits(point) ? point : REPLACEMENT)
                .takeWhile(point -> kept.length() + Character.charCount(point) <= KEPT)
                .forEachOrdered(kept::appendCodePoint);
        return kept.append('~').append(digest(text)).toString();
    }

    private static boolean fits(int point) {
        return point == '\n' || PlainText.isPlain(point);
    }

    /** Returns a digest of the UTF-16 characters: an encoding would map all unpaired surrogates to one. */
    private static String digest(String text) {
        ByteBuffer characters = ByteBuffer.allocate(text.length() * Character.BYTES);
        text.chars().forEach(character -> characters.putChar((char) character));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.array());
            return HexFormat.of().formatHex(digest, 0, DIGEST_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
