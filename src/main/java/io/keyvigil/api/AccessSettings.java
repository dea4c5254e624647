package io.keyvigil.api;

import java.util.Optional;

/**
 * Who may use the service.
 *
 * @param issuer whose tokens admit; empty: whoever reaches the port reads, and loopback changes
 * @param audience what the tokens' {@code aud} has to hold; empty: any
 * @param rolesClaim the claim that lists the roles, members of objects parted by {@code /}; empty: the usual ones
 * @param readOnly refuses every change, with a bearer token and on loopback too
 */
public record AccessSettings(
        Optional<String> issuer, Optional<String> audience, Optional<String> rolesClaim, boolean readOnly) {}
