package io.keyvigil.watch;

/** Everything that can happen to a provider's keys. The code is the API's {@code kind} and the metric label. */
public enum KeyEventKind {
    KEY_ADDED("key-added", "key material is published that was not published before"),
    KEY_WITHDRAWN("key-withdrawn", "key material is published no more"),
    KEY_MATERIAL_REPLACED("key-material-replaced", "a kid stands for other key material than before"),
    KEY_RELABELLED("key-relabelled", "key material is published under another kid"),
    KEY_METADATA_CHANGED("key-metadata-changed", "alg, use, x5c or another describing member changed"),
    KEY_ENCODING_CHANGED("key-encoding-changed", "the same numbers are spelled differently"),
    SET_EMPTIED("set-emptied", "the key set has no keys any more"),
    ROTATION_DISJOINT("rotation-disjoint", "no signing key of the old set is in the new one"),
    JWKS_URI_CHANGED("jwks-uri-changed", "the discovery document names another jwks_uri"),
    TOKEN_ENDPOINT_CHANGED("token-endpoint-changed", "the discovery document names another token_endpoint"),
    ISSUER_CHANGED("issuer-changed", "the discovery document names another issuer"),
    ALGORITHMS_CHANGED("algorithms-changed", "the discovery document lists other signing algorithms"),
    PROVIDER_UNREACHABLE("provider-unreachable", "the keys cannot be had any more"),
    PROVIDER_RECOVERED("provider-recovered", "the keys can be had again"),
    SIGNING_KEY_SWITCHED("signing-key-switched", "there is evidence that another key signs now");

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

    /** A key was added or its material replaced: what people call a rotation. */
    public boolean isRotation() {
        return this == KEY_ADDED || this == KEY_MATERIAL_REPLACED;
    }
}
