package io.keyvigil.jose;

/** A deviation of a published key from RFC 7517 or 7518 that does not prevent reading it. */
public enum KeyOddity {
    LEADING_ZERO("leading-zero", "an integer or coordinate has surplus leading zero octets"),
    SHORT_COORDINATE("short-coordinate", "a coordinate lacks its leading zero octets"),
    PADDED("padded", "base64url with padding"),
    STANDARD_ALPHABET("standard-alphabet", "the standard base64 alphabet instead of base64url"),
    WHITE_SPACE("white-space", "white space or a line break inside a value"),
    PRIVATE_MEMBERS("private-members", "private or symmetric key material is published"),
    CERTIFICATE_UNREADABLE("certificate-unreadable", "x5c does not hold a readable certificate"),
    CERTIFICATE_OF_OTHER_KEY("certificate-of-other-key", "the certificate in x5c holds another public key"),
    DUPLICATE_MEMBER("duplicate-member", "a member stands twice in the key"),
    WEAK("weak", "an RSA modulus below 2,048 bits"),
    /** Its modulus is a text about the URL (istio.io/istio, pilot/pkg/model/jwks_resolver.go). */
    ISTIO_PLACEHOLDER("istio-placeholder", "istiod's key for a JWK Set that it could not fetch");

    private final String code;
    private final String explanation;

    KeyOddity(String code, String explanation) {
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
