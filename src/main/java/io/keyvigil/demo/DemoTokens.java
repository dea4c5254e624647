package io.keyvigil.demo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Tokens of the demo provider: a valid one, and one for each common problem. */
final class DemoTokens {

    /** The remaining lifetime, at the actual time, of a token that this machine's clock regards as expired. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final String issuer;
    private final Duration lifetime;
    private final Clock clock;

    DemoTokens(String issuer, Duration lifetime, Clock clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * @param withdrawn the key that was withdrawn last; equals {@code signing} if none was
     * @param ahead how far this machine's clock is ahead of the time server
     */
    String token(TokenKind kind, DemoKey signing, DemoKey withdrawn, Duration ahead) {
        Instant now = clock.instant();
        return switch (kind) {
            case VALID -> signing.sign(claims(now));
            case ALTERED -> altered(signing.sign(claims(now)), now);
            case WITHDRAWN -> withdrawn.sign(claims(now));
            case EXPIRED -> signing.sign(claims(now.minus(Duration.ofHours(2))));
            case VALID_AT_ACTUAL_TIME ->
                signing.sign(claims(now.minus(ahead).minus(lifetime).plus(MARGIN)));
        };
    }

    private String altered(String token, Instant now) {
        String[] segments = token.split("\\.");
        String claims = claims(now).replace("}", ",\"role\":\"admin\"}");
        return segments[0] + "." + DemoKey.base64url(claims.getBytes(StandardCharsets.UTF_8)) + "." + segments[2];
    }

    private String claims(Instant issued) {
        return Map.of(
                        "\"iat\"",
                        Long.toString(issued.getEpochSecond()),
                        "\"exp\"",
                        Long.toString(issued.plus(lifetime).getEpochSecond()),
                        "\"iss\"",
                        '"' + issuer + '"',
                        "\"aud\"",
                        "\"api://demo\"",
                        "\"sub\"",
                        "\"demo\"")
                .entrySet()
                .stream()
                .map(claim -> claim.getKey() + ":" + claim.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
