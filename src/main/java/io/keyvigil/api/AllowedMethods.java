package io.keyvigil.api;

import java.util.regex.Pattern;

/**
 * Lists the methods that an address supports. The header {@code Allow} of a 405 response must name them (RFC 9110 section
 * 15.5.6).
 */
final class AllowedMethods {

    private static final Pattern POSTED = Pattern.compile("/diagnose|/api/v1/tenants/[^/]+/poll");
    private static final Pattern PUT = Pattern.compile("/api/v1/consumers/[^/]+/cached-keys/[^/]+");

    private AllowedMethods() {}

    static String of(String path) {
        if (POSTED.matcher(path).matches()) {
            return "POST, OPTIONS";
        }
        return PUT.matcher(path).matches() ? "PUT, OPTIONS" : "GET, HEAD, OPTIONS";
    }
}
