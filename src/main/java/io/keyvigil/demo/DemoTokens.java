package io.keyvigil.demo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Tokens of the demo provider: a good one, and one for each thing that commonly goes wrong. */
final class DemoTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final String issuer;
    private final Clock clock;

    DemoTokens(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A token by name, of the key that signs now.
     *
     * @param withdrawn the key that was withdrawn last, or the same where none was
     */
    String token(String name, DemoKey signing, DemoKey withdrawn) {
        Instant now = clock.instant();
        return switch (name) {
            case "expired" -> signing.sign(claims(now.minus(Duration.ofHours(2))));
            case "altered" -> altered(signing.sign(claims(now)), now);
            case "withdrawn" -> withdrawn.sign(claims(now));
            case "other-clock" -> signing.sign(claims(now.plus(Duration.ofMinutes(7))));
            default -> signing.sign(claims(now));
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
                        Long.toString(issued.plus(LIFETIME).getEpochSecond()),
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
