package io.keyvigil.jose;

/** A flaw in the form of a JWT in compact serialization (RFC 7515 section 3.1, RFC 7519 section 7.2). */
public enum TokenFlaw {
    EMPTY("empty-token", "there is no token"),
    TOO_LARGE("token-too-large", "the token is longer than 64 KiB"),
    OPAQUE("opaque-token", "not a JWT: it does not have three segments"),
    TRUNCATED("truncated-token", "a part of the token is missing"),
    ENCRYPTED(
            "encrypted-token",
            "five segments and enc in the header: an encrypted token (JWE), which only its recipient can read"),
    NOT_BASE64URL("not-base64url", "a segment is not base64url without padding"),
    NOT_JSON("not-json", "header or payload is not a JSON object in UTF-8"),
    DUPLICATE_MEMBER("duplicate-member", "a member stands twice, so that two readers can understand two things"),
    UNSUPPORTED_CRITICAL_HEADER("unsupported-critical-header", "the header names extensions that must be understood");

    private final String code;
    private final String explanation;

    TokenFlaw(String code, String explanation) {
        this.code = code;
        this.explanation = explanation;
    }

    public String code() {
        return code;
    }

    public String explanation() {
        return explanation;
    }
}
