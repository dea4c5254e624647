package io.keyvigil.real;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** JSON bodies of a diagnosis that are small on the wire and were large on the heap. */
final class LargeBodies {

    private LargeBodies() {}

    /** Each of about so many bytes. */
    static List<String> of(int bytes) {
        return List.of(
                keys(repeated("{}", bytes)),
                keys(repeated("0", bytes)),
                keys("{" + repeated("\"a\":0", bytes) + "}"),
                keys("{\"x5c\":[" + repeated("[]", bytes) + "]}"),
                keys(repeated("{" + repeated("\"a\":{}", 100) + "}", bytes)),
                "{\"error\":" + "[".repeat(60) + repeated("[{}]", bytes) + "]".repeat(60) + "}",
                "{" + repeated("\"a\":0", bytes) + "}",
                "{\"token\":\"" + token() + "\",\"error\":\"" + "x".repeat(bytes / 2) + "\"}");
    }

    private static String keys(String keys) {
        return "{\"error\":\"invalid_token\",\"jwks\":{\"keys\":[" + keys + "]}}";
    }

    private static String token() {
        String claims = "{\"roles\":[" + repeated("0", 45_000) + "]}";
        return encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims) + "." + encoded("signature");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String repeated(String piece, int bytes) {
        int times = bytes / (piece.length() + 1);
        return (piece + ",").repeat(times - 1) + piece;
    }
}
