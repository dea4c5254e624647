package io.keyvigil.jose;

/**
 * The reason why Keyvigil cannot verify signatures with a published key. The key is kept nevertheless: no key is
 * dropped silently.
 */
public enum UnusableReason {
    NOT_AN_OBJECT("not-an-object", "the entry is not a JSON object"),
    KEY_TYPE_MISSING("key-type-missing", "the member kty is missing"),
    KEY_TYPE_UNKNOWN("key-type-unknown", "this kty is not known"),
    CURVE_UNKNOWN("curve-unknown", "this crv is not known"),
    MEMBER_MISSING("member-missing", "a member that its kty needs is missing or not a string"),
    NOT_BASE64("not-base64", "a member is not base64url"),
    KID_NOT_A_STRING("kid-not-a-string", "the member kid is not a string"),
    KID_TOO_LONG("kid-too-long", "the kid is longer than 1,024 characters"),
    MODULUS_TOO_LARGE("modulus-too-large", "the RSA modulus is over 8,192 bits; it is never computed with"),
    MODULUS_TOO_SMALL("modulus-too-small", "the RSA modulus is under 512 bits"),
    EXPONENT_TOO_LARGE("exponent-too-large", "the RSA exponent is over 32 bits; it is never computed with"),
    EXPONENT_INVALID("exponent-invalid", "the RSA exponent is even or below 3"),
    MODULUS_EVEN("modulus-even", "the RSA modulus is even"),
    POINT_NOT_ON_CURVE("point-not-on-curve", "the coordinates are not a point of the curve"),
    COORDINATE_LENGTH("coordinate-length", "a coordinate or public key has the wrong length for its curve"),
    SYMMETRIC("symmetric", "kty oct is a shared secret, not a public key");

    private final String code;
    private final String explanation;

    UnusableReason(String code, String explanation) {
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
