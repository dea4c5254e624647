package io.keyvigil.jose;

import java.util.Optional;

/**
 * A decoded, unverified JWT in JWS compact serialization (RFC 7515 section 3.1). Its text form is masked: it contains
 * no part of the token and no claim.
 *
 * @param headerText the decoded header as it was received
 * @param payload the decoded second segment; empty if it is not base64
 * @param claims empty if the payload is not a JSON object in UTF-8
 * @param signingInput the signed content: the first two segments and their dot, as they were received
 * @param signature the decoded third segment: zero bytes if the token has no signature, empty if the segment is not
 *     base64
 */
public record Jwt(
        String headerText,
        JoseHeader header,
        Optional<Octets> payload,
        Optional<JsonObject> claims,
        Octets signingInput,
        Optional<Octets> signature) {

    @Override
    public String toString() {
        return "JWT with a signing input of " + signingInput;
    }
}
