package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonValue;
import io.keyvigil.jose.Jwt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a token that may be shown: header members and claims without personal data and secrets.
 *
 * @param fingerprint the first 16 hex digits of the token's SHA-256
 */
public record TokenSummary(Map<String, Object> header, Map<String, Object> claims, String fingerprint) {

    private static final List<String> HEADER = List.of("alg", "kid", "typ", "x5t", "x5t#S256", "cty", "crit");
    private static final List<String> CLAIMS =
            List.of("iss", "aud", "exp", "nbf", "iat", "tid", "ver", "azp", "appid", "scp", "typ");
    private static final Set<String> TIMES = Set.of("exp", "nbf", "iat");
    private static final int FINGERPRINT_DIGITS = 16;
    private static final int MOST_ELEMENTS = 16;

    static TokenSummary of(PresentedToken presented, Optional<Jwt> jwt, SubjectPseudonym pseudonym) {
        Map<String, Object> header = new LinkedHashMap<>();
        Map<String, Object> claims = new LinkedHashMap<>();
        jwt.ifPresent(read -> HEADER.forEach(
                name -> read.header().members().member(name).ifPresent(value -> header.put(name, shown(value)))));
        jwt.flatMap(Jwt::claims).map(Claims::new).ifPresent(read -> {
            CLAIMS.forEach(name -> read.members()
                    .member(name)
                    .ifPresent(value -> claims.put(name, TIMES.contains(name) ? time(value) : shown(value))));
            read.roles().ifPresent(count -> claims.put("roles", count));
            read.text("sub").ifPresent(subject -> claims.put("sub", "hmac:" + pseudonym.of(subject)));
        });
        return new TokenSummary(header, claims, fingerprint(presented.text()));
    }

    /** Returns the time; a text in its place is not shown, because it can be anything. */
    private static Object time(JsonValue value) {
        return value instanceof JsonValue.Literal ? shown(value) : "not a number";
    }

    private static Object shown(JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            return Evidence.shortened(text.value());
        }
        if (value instanceof JsonValue.Literal literal) {
            return number(literal.spelling());
        }
        return value instanceof JsonValue.Elements elements
                ? elements.values().stream()
                        .limit(MOST_ELEMENTS)
                        .map(TokenSummary::shown)
                        .toList()
                : "an object";
    }

    private static Object number(String spelling) {
        try {
            return Long.valueOf(spelling);
        } catch (NumberFormatException e) {
            return Evidence.shortened(spelling);
        }
    }

    private static String fingerprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
