package io.keyvigil.provider;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values that make the next request conditional (RFC 9110 section 8.8), as the provider sent them. */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /* A text that is not a field value cannot be sent back (RFC 9110 section 5.5). */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7E\\x80-\\xFF][\\x20-\\x7E\\x80-\\xFF]{0,1023}");

    static Validators of(HttpHeaders headers) {
        return new Validators(read(headers, "ETag"), read(headers, "Last-Modified"));
    }

    private static Optional<String> read(HttpHeaders headers, String name) {
        return headers.firstValue(name).filter(value -> SENDABLE.matcher(value).matches());
    }

    boolean present() {
        return etag.isPresent() || lastModified.isPresent();
    }

    /** A 304 need not repeat what has not changed (RFC 9110 section 15.4.5). */
    Validators or(Validators earlier) {
        return new Validators(etag.or(earlier::etag), lastModified.or(earlier::lastModified));
    }
}
