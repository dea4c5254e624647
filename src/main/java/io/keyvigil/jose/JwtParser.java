package io.keyvigil.jose;

import io.keyvigil.jose.JwtReading.Found;
import io.keyvigil.jose.JwtReading.Readable;
import io.keyvigil.jose.JwtReading.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes compact serializations (RFC 7515 section 5.2 steps 1 to 7, RFC 7519 section 7.2) without verifying them.
 *
 * <ol>
 *   <li>It decodes as much as possible, and reports every flaw, not only the first.
 *   <li>It never throws, whatever the text; it reads at most 64 KiB.
 *   <li>The caller must remove a {@code Bearer} prefix, quotes and surrounding white space.
 * </ol>
 */
public final class JwtParser {

    /** The maximum length in characters; longer texts are not read. */
    public static final int MAXIMUM_LENGTH = 64 * 1_024;

    private static final JsonValue UNENCODED = new JsonValue.Literal("false");
    private static final int JWS_SEGMENTS = 3;
    private static final int JWE_SEGMENTS = 5;

    private JwtParser() {}

    public static JwtReading parse(String token) {
        if (token.isBlank()) {
            return unreadable(TokenFlaw.EMPTY);
        }
        if (token.length() > MAXIMUM_LENGTH) {
            return unreadable(TokenFlaw.TOO_LARGE);
        }
        String[] segments = token.split("\\.", -1);
        return segments.length == JWS_SEGMENTS ? readable(token, segments) : otherSegments(segments);
    }

    private static JwtReading otherSegments(String[] segments) {
        if (segments.length == JWE_SEGMENTS && isEncrypted(segments[0])) {
            return unreadable(TokenFlaw.ENCRYPTED);
        }
        boolean startsWithHeader = segments[0].startsWith("eyJ");
        if (segments.length < JWE_SEGMENTS && startsWithHeader) {
            return new Unreadable(
                    TokenFlaw.TRUNCATED,
                    "it starts like a JWT but has " + segments.length + " of three segments (of five if encrypted)");
        }
        return new Unreadable(TokenFlaw.OPAQUE, TokenFlaw.OPAQUE.explanation() + " but " + segments.length);
    }

    /** Whether the header has {@code enc} (RFC 7516 section 9). */
    private static boolean isEncrypted(String header) {
        return JwtSegment.ofJson("header", header)
                .json()
                .filter(members -> members.member("enc").isPresent())
                .isPresent();
    }

    private static JwtReading readable(String token, String[] segments) {
        JwtSegment header = JwtSegment.ofJson("header", segments[0]);
        if (header.json().isEmpty()) {
            Found fatal = header.flaws().get(header.flaws().size() - 1);
            return new Unreadable(fatal.flaw(), fatal.detail());
        }
        JwtSegment payload = JwtSegment.ofJson("payload", segments[1]);
        JwtSegment signature = JwtSegment.ofOctets("signature", segments[2]);
        JoseHeader joseHeader = new JoseHeader(header.json().get());
        List<Found> flaws = new ArrayList<>(header.flaws());
        addCritical(joseHeader, flaws);
        flaws.addAll(payload.flaws());
        flaws.addAll(signature.flaws());
        byte[] signingInput = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.UTF_8);
        Jwt jwt = new Jwt(
                header.text().map(Utf8Text::text).orElse(""),
                joseHeader,
                payload.octets(),
                payload.json(),
                Octets.of(signingInput),
                signature.octets());
        return new Readable(jwt, flaws, byteOrderMarks(header, payload));
    }

    private static List<String> byteOrderMarks(JwtSegment header, JwtSegment payload) {
        List<String> segments = new ArrayList<>();
        header.text().filter(Utf8Text::byteOrderMark).ifPresent(any -> segments.add("header"));
        payload.text().filter(Utf8Text::byteOrderMark).ifPresent(any -> segments.add("payload"));
        return segments;
    }

    /**
     * Reports critical extensions. Keyvigil supports none: a token with any {@code crit} is not accepted. Neither is
     * one with an unencoded payload (RFC 7797), which section 7 of that RFC forbids for JWTs.
     */
    private static void addCritical(JoseHeader header, List<Found> flaws) {
        if (header.members().member("crit").isPresent()) {
            String names = JwtSegment.names(header.crit());
            String detail = names.isEmpty() ? "crit names no extension" : "crit names " + names;
            flaws.add(new Found(TokenFlaw.UNSUPPORTED_CRITICAL_HEADER, detail));
        } else if (header.members().member("b64").filter(UNENCODED::equals).isPresent()) {
            flaws.add(new Found(TokenFlaw.UNSUPPORTED_CRITICAL_HEADER, "b64 is false, and crit does not name it"));
        }
    }

    private static JwtReading unreadable(TokenFlaw flaw) {
        return new Unreadable(flaw, flaw.explanation());
    }
}
