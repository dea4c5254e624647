package io.keyvigil.provider;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyvigil.jose.ClientKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates the JWT that authenticates a client with its private key (OpenID Connect Core 1.0 section 9, {@code private_key_jwt}).
 */
final class ClientAssertion {

    /** Keycloak accepts no longer lifetime by default. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();

    private ClientAssertion() {}

    /** Returns empty if the text contains no private key that can sign. */
    static Optional<String> signed(String privateKey, String clientId, HttpAddress tokenEndpoint, Instant now) {
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", tokenEndpoint.uri().toString())
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
        return ClientKey.read(privateKey).flatMap(key -> key.sign(claims.toString()));
    }
}
