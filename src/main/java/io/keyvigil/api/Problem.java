package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A problem detail (RFC 9457).
 *
 * @param type a stable identifier: {@code urn:keyvigil:problem:} and a name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:keyvigil:problem:";

    static final Problem INTERNAL =
            of("internal-error", "Internal error", 500, "this is a fault of Keyvigil; its log shows details");

    static Problem of(String name, String title, int status, String detail) {
        return new Problem(TYPES + name, title, status, detail);
    }
}
