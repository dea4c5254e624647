package io.keyvigil.jose;

import java.util.Optional;

/**
 * A JWT in JWS compact serialization (RFC 7515 section 3.1), taken apart and not verified. Its text form is masked: it
 * holds no part of the token and no claim.
 *
 * @param headerText the decoded header as it was sent
 * @param payload the decoded second segment, empty where it is not base64
 * @param claims empty where the payload is not a JSON object in UTF-8
 * @param signingInput what was signed: the first two segments and their dot, as they were sent
 * @param signature the decoded third segment: without octets where the token has no signature, empty where the segment is
 *     not base64
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
