package io.keyvigil.provider;

import java.util.List;

/** How a client sends its secret to the token endpoint (RFC 6749 section 2.3.1), by the discovery document. */
public enum ClientAuthentication {
    /** The document lists no method; {@code client_secret_basic} is the default (OpenID Connect Discovery 1.0 section 3). */
    UNSTATED,
    BASIC,
    POST,
    /** No method with a secret is listed. */
    WITHOUT_SECRET;

    static ClientAuthentication of(List<String> methods) {
        if (methods.isEmpty()) {
            return UNSTATED;
        }
        if (methods.contains("client_secret_basic")) {
            return BASIC;
        }
        return methods.contains("client_secret_post") ? POST : WITHOUT_SECRET;
    }
}
