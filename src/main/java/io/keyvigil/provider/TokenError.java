package io.keyvigil.provider;

import java.util.Map;
import java.util.Optional;

/**
 * An error of a token endpoint (RFC 6749 section 5.2).
 *
 * @param code its {@code error}
 * @param aadsts the number of Microsoft's own code, with its prefix: {@code AADSTS7000215}
 */
public record TokenError(String code, Optional<String> aadsts) {

    /** The meanings by the RFC, and the actions for operators. */
    private static final Map<String, String> MEANINGS = Map.of(
            "invalid_request", "The request misses something, has something twice, or is malformed; some want a scope.",
            "invalid_client",
                    "The client is not known, or its secret is wrong or has expired: compare client-id and the secret's file.",
            "invalid_grant", "The grant is not valid.",
            "unauthorized_client",
                    "The client may not ask for tokens in this way, or (as Keycloak says it) it is not known or its secret is wrong:"
                            + " compare client-id and the secret's file, and allow it the client credentials grant.",
            "unsupported_grant_type", "The provider does not know the client credentials grant.",
            "invalid_scope",
                    "The scope is not known, malformed, or more than the client may have: see the canary's scope.");

    /** The meaning of the code by the RFC; empty for an unknown code. */
    public Optional<String> meaning() {
        return Optional.ofNullable(MEANINGS.get(code));
    }
}
