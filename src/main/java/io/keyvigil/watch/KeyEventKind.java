package io.keyvigil.watch;

/** The kinds of key events. The code is the API's {@code kind} and the metric label. */
public enum KeyEventKind {
    KEY_ADDED("key-added", "a key was added to the key set"),
    KEY_WITHDRAWN("key-withdrawn", "a key was withdrawn from the key set"),
    KEY_MATERIAL_REPLACED("key-material-replaced", "the key behind a kid changed, and the kid did not"),
    KEY_RELABELLED("key-relabelled", "the kid of a key changed, and the key did not"),
    KEY_METADATA_CHANGED("key-metadata-changed", "alg, use, x5c or another metadata member of a key changed"),
    KEY_ENCODING_CHANGED(
            "key-encoding-changed", "the encoding of a key's parameters changed, and their values did not"),
    SET_EMPTIED("set-emptied", "the key set became empty"),
    ROTATION_DISJOINT("rotation-disjoint", "the new key set contains no signing key of the old one"),
    JWKS_URI_CHANGED("jwks-uri-changed", "the jwks_uri in the discovery document changed"),
    TOKEN_ENDPOINT_CHANGED("token-endpoint-changed", "the token_endpoint in the discovery document changed"),
    ISSUER_CHANGED("issuer-changed", "the issuer in the discovery document changed"),
    ALGORITHMS_CHANGED("algorithms-changed", "the signing algorithms in the discovery document changed"),
    PROVIDER_UNREACHABLE("provider-unreachable", "the provider's keys can no longer be fetched"),
    PROVIDER_RECOVERED("provider-recovered", "the provider's keys can be fetched again"),
    SIGNING_KEY_SWITCHED("signing-key-switched", "tokens show that another key signs now");

    private final String code;
    private final String explanation;

    KeyEventKind(String code, String explanation) {
        this.code = code;
        this.explanation = explanation;
    }

    public String code() {
        return code;
    }

    public String explanation() {
        return explanation;
    }

    /** Whether a key was added or replaced, which users call a rotation. */
    public boolean isRotation() {
        return this == KEY_ADDED || this == KEY_MATERIAL_REPLACED;
    }
}
