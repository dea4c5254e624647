package io.keyvigil.api;

import java.util.Optional;

/**
 * The settings of access control.
 *
 * @param issuer the issuer of accepted tokens; empty: every client may read, and clients on loopback may change
 * @param audience a required element of the tokens' {@code aud}; empty: any
 * @param rolesClaim the claim that lists the roles, with {@code /} between the members of nested objects; empty: the usual claims
 * @param readOnly rejects every change, also with a bearer token and on loopback
 */
public record AccessSettings(
        Optional<String> issuer, Optional<String> audience, Optional<String> rolesClaim, boolean readOnly) {}
