package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The signature algorithms of RFC 7518 section 3.1, RFC 8037, RFC 8812 and RFC 9864, by their registered names. */
public enum JwsAlgorithm {
    HS256("HS256", Family.HMAC),
    HS384("HS384", Family.HMAC),
    HS512("HS512", Family.HMAC),
    RS256("RS256", Family.RSA_PKCS1),
    RS384("RS384", Family.RSA_PKCS1),
    RS512("RS512", Family.RSA_PKCS1),
    PS256("PS256", Family.RSA_PSS),
    PS384("PS384", Family.RSA_PSS),
    PS512("PS512", Family.RSA_PSS),
    ES256("ES256", Family.ECDSA),
    ES384("ES384", Family.ECDSA),
    ES512("ES512", Family.ECDSA),
    ES256K("ES256K", Family.ECDSA),
    EDDSA("EdDSA", Family.EDDSA),
    ED25519("Ed25519", Family.EDDSA),
    ED448("Ed448", Family.EDDSA);

    /** How a signature is made. */
    public enum Family {
        HMAC,
        RSA_PKCS1,
        RSA_PSS,
        ECDSA,
        EDDSA
    }

    private static final Set<JwsAlgorithm> ASYMMETRIC =
            Set.of(RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EDDSA, ED25519, ED448);

    private final String registeredName;
    private final Family family;

    JwsAlgorithm(String registeredName, Family family) {
        this.registeredName = registeredName;
        this.family = family;
    }

    /** The value of {@code alg}. */
    public String registeredName() {
        return registeredName;
    }

    public Family family() {
        return family;
    }

    /** What a tenant accepts unless its watch list says otherwise: the asymmetric ones of RFC 7518, and EdDSA. */
    public static Set<JwsAlgorithm> asymmetric() {
        return ASYMMETRIC;
    }

    /** The algorithm of that {@code alg}, in exactly this spelling; empty where it is none of these. */
    public static Optional<JwsAlgorithm> named(String alg) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.registeredName.equals(alg))
                .findFirst();
    }
}
