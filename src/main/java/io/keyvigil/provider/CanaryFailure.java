package io.keyvigil.provider;

/** Why a canary token gives no evidence. The code is the API's {@code reason}. */
public enum CanaryFailure {
    SECRET_MISSING("secret-missing", "there is no file of the client's secret", true),
    SECRET_UNREADABLE("secret-unreadable", "the file of the client's secret cannot be read", true),
    SECRET_EXPOSED("secret-readable-by-all", "every user may read the file of the client's secret", true),
    SECRET_EMPTY("secret-empty", "the file of the client's secret is empty", true),
    SECRET_TOO_LARGE("secret-too-large", "the file of the client's secret is larger than it may be", true),
    KEY_UNUSABLE("private-key-unusable", "the file holds no private key that can sign", true),
    NO_TOKEN_ENDPOINT("no-token-endpoint", "the discovery document names no token endpoint that can be asked", true),
    INSECURE("insecure-endpoint", "the secret would be sent over http, or http named its destination", true),
    OTHER_ORIGIN(
            "token-endpoint-elsewhere",
            "the token endpoint is at another origin than the issuer and the first token endpoint",
            true),
    NO_SECRET_ACCEPTED("no-secret-accepted", "the provider lists no way to authenticate with a secret", true),
    UNREACHABLE("unreachable", "the token endpoint gave no whole answer", false),
    REDIRECTED("redirected", "the token endpoint redirects, and the secret is sent nowhere else", false),
    REFUSED("refused", "the token endpoint answered an error", false),
    STATUS("status", "the HTTP status is neither 200 nor that of an OAuth error", false),
    NOT_A_TOKEN_RESPONSE("not-a-token-response", "the answer is not JSON with an access_token", false),
    OPAQUE_TOKEN("opaque-token", "the access token is not a JWT and does not show which key signs", false),
    ENCRYPTED_TOKEN("encrypted-token", "the access token is encrypted for its audience", false),
    DAMAGED_TOKEN("damaged-token", "the access token is not a whole and proper JWT", false),
    NO_PUBLIC_KEY("no-public-key-signs", "the token is not signed with an algorithm of public keys", false),
    UNKNOWN_KEY("signed-by-unknown-key", "no published key verifies the token, also after a fresh poll", false),
    WITHDRAWN_KEY("signed-by-withdrawn-key", "a key that is no longer published verifies the token", false);

    private final String code;
    private final String explanation;
    private final boolean local;

    CanaryFailure(String code, String explanation, boolean local) {
        this.code = code;
        this.explanation = explanation;
        this.local = local;
    }

    public String code() {
        return code;
    }

    public String explanation() {
        return explanation;
    }

    /** Whether there was a token that was signed with an unpublished key. */
    public boolean unpublished() {
        return this == UNKNOWN_KEY || this == WITHDRAWN_KEY;
    }

    /** Whether no request was sent. */
    public boolean local() {
        return local;
    }
}
