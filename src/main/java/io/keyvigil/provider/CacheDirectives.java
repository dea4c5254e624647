package io.keyvigil.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a response may be reused by a private cache (RFC 9111 sections 4.2.1 and 5.2). A qualified
 * {@code no-cache="field"} counts as the unqualified one: many caches do so by section 5.2.2.4.
 *
 * @param freshness the freshness lifetime: {@code max-age}, otherwise {@code Expires} − {@code Date}; empty if both are
 *     missing; zero if it is invalid; at most 2^31 s
 * @param header the {@code Cache-Control} value as sent, cut at 256 characters
 */
public record CacheDirectives(
        Optional<Duration> freshness,
        boolean noStore,
        boolean noCache,
        boolean mustRevalidate,
        Optional<String> header) {

    /** No directives. */
    public static final CacheDirectives NONE =
            new CacheDirectives(Optional.empty(), false, false, false, Optional.empty());

    private static final long MAXIMUM_SECONDS = 1L << 31;
    private static final int MAXIMUM_DIGITS = 18;
    private static final int SHOWN_LENGTH = 256;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /**
     * Reads the headers of a response; never throws.
     *
     * @param received replaces a missing or unreadable {@code Date}
     */
    public static CacheDirectives of(HttpHeaders headers, Instant received) {
        List<String> values = headers.allValues("Cache-Control");
        Map<String, String> directives = CacheControlGrammar.parse(String.join(",", values));
        Optional<Duration> maxAge =
                Optional.ofNullable(directives.get("max-age")).map(CacheDirectives::seconds);
        return SharedDirectives.of(new CacheDirectives(
                maxAge.or(() -> untilExpiry(headers, received)),
                directives.containsKey("no-store"),
                directives.containsKey("no-cache"),
                directives.containsKey("must-revalidate"),
                values.isEmpty() ? Optional.empty() : Optional.of(cut(String.join(", ", values)))));
    }

    private static Duration seconds(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return Duration.ZERO;
        }
        return text.length() > MAXIMUM_DIGITS
                ? Duration.ofSeconds(MAXIMUM_SECONDS)
                : bounded(Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Optional<Duration> untilExpiry(HttpHeaders headers, Instant received) {
        Instant date = headers.firstValue("Date")
                .flatMap(text -> HttpDate.parse(text, received))
                .orElse(received);
        return headers.firstValue("Expires").map(text -> HttpDate.parse(text, received)
                .map(expires -> bounded(Duration.between(date, expires)))
                .orElse(Duration.ZERO));
    }

    private static Duration bounded(Duration lifetime) {
        if (lifetime.isNegative()) {
            return Duration.ZERO;
        }
        return lifetime.toSeconds() > MAXIMUM_SECONDS ? Duration.ofSeconds(MAXIMUM_SECONDS) : lifetime;
    }

    private static String cut(String text) {
        return text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) : text;
    }
}
