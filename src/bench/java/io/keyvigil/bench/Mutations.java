package io.keyvigil.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes examples at random: bits, pieces, repetitions, and texts that parsers stumble over. */
final class Mutations {

    private static final int LONGEST = 64 * 1_024;
    private static final int MOST_CHANGES = 6;
    private static final int MOST_REPEATS = 4_096;

    private static final List<byte[]> TEXTS = List.of(
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "{",
                    "}",
                    "[",
                    "]",
                    "[[[[[[[[",
                    "{\"a\":",
                    ",",
                    ":",
                    "null",
                    "true",
                    "1e400",
                    "-0",
                    "1E-400",
                    "99999999999999999999",
                    "0x7f",
                    "NaN",
                    "\u0130",
                    "\u017f",
                    "\u212a",
                    "\u202e",
                    "\u2028",
                    "\0",
                    "\ufeff",
                    "\r\n",
                    " ",
                    "\t",
                    "=",
                    "%00",
                    "%u0130",
                    "&quot;",
                    "&#x130;",
                    "\"kid\":",
                    "\"n\":",
                    "\"x5c\":[",
                    "\"exp\":",
                    "\"crit\":[\"b64\"]",
                    "eyJ",
                    ".",
                    "..",
                    "Bearer ",
                    "AADSTS50013: ",
                    "IDX10214: ",
                    "Audiences: '",
                    "kid: '",
                    "!!java/lang.Object ",
                    "&a [*a,*a]",
                    "*a",
                    "<<: *a",
                    "- ",
                    "? ",
                    "|\n",
                    "---\n",
                    "tenants:",
                    "issuer: ",
                    "{tenantid}",
                    "leeway: ",
                    "P1D",
                    "PT99999999999H",
                    "999999999999d")
            .stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(List<byte[]> examples) {
        byte[] octets = any(examples);
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int change = 0; change < changes; change++) {
            octets = changed(octets, examples);
        }
        return octets.length > LONGEST ? Arrays.copyOf(octets, LONGEST) : octets;
    }

    private byte[] changed(byte[] octets, List<byte[]> examples) {
        int from = random.nextInt(octets.length + 1);
        int to = Math.min(octets.length, from + random.nextInt(1 + random.nextInt(64)));
        return switch (random.nextInt(10)) {
            case 0, 1 -> flipped(octets);
            case 2 -> joined(octets, from, new byte[0], to);
            case 3 -> Arrays.copyOf(octets, from);
            case 4 -> joined(octets, from, repeated(Arrays.copyOfRange(octets, from, to)), to);
            case 5 -> joined(octets, from, repeated(any(TEXTS)), to);
            case 6 -> joined(octets, from, any(examples), to);
            default -> joined(octets, from, any(TEXTS), random.nextBoolean() ? from : to);
        };
    }

    private byte[] flipped(byte[] octets) {
        byte[] copy = octets.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    /** Mostly a few times; seldom so often that the square of the length would be felt. */
    private byte[] repeated(byte[] piece) {
        int times = random.nextInt(200) == 0 ? MOST_REPEATS : 1 + random.nextInt(8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int time = 0; time < times && out.size() < LONGEST; time++) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] octets, int from, byte[] piece, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + piece.length);
        out.write(octets, 0, from);
        out.writeBytes(piece);
        out.write(octets, to, octets.length - to);
        return out.toByteArray();
    }

    private byte[] any(List<byte[]> of) {
        return of.get(random.nextInt(of.size()));
    }
}
