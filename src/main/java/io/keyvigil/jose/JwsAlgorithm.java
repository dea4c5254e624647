package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The signature algorithms of RFC 7518 section 3.1, RFC 8037, RFC 8812 and RFC 9864, by their registered names. */
public enum JwsAlgorithm {
    HS256("HS256", Family.HMAC, HashAlgorithm.SHA_256),
    HS384("HS384", Family.HMAC, HashAlgorithm.SHA_384),
    HS512("HS512", Family.HMAC, HashAlgorithm.SHA_512),
    RS256("RS256", Family.RSA_PKCS1, HashAlgorithm.SHA_256),
    RS384("RS384", Family.RSA_PKCS1, HashAlgorithm.SHA_384),
    RS512("RS512", Family.RSA_PKCS1, HashAlgorithm.SHA_512),
    PS256("PS256", Family.RSA_PSS, HashAlgorithm.SHA_256),
    PS384("PS384", Family.RSA_PSS, HashAlgorithm.SHA_384),
    PS512("PS512", Family.RSA_PSS, HashAlgorithm.SHA_512),
    ES256("ES256", Family.ECDSA, HashAlgorithm.SHA_256),
    ES384("ES384", Family.ECDSA, HashAlgorithm.SHA_384),
    ES512("ES512", Family.ECDSA, HashAlgorithm.SHA_512),
    ES256K("ES256K", Family.ECDSA, HashAlgorithm.SHA_256),
    EDDSA("EdDSA", Family.EDDSA),
    ED25519("Ed25519", Family.EDDSA),
    ED448("Ed448", Family.EDDSA);

    /** The family of signature schemes. */
    public enum Family {
        HMAC,
        RSA_PKCS1,
        RSA_PSS,
        ECDSA,
        EDDSA
    }

    private static final Set<JwsAlgorithm> ASYMMETRIC =
            Set.of(RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EDDSA, ED25519, ED448);

    private static final Map<String, JwsAlgorithm> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(JwsAlgorithm::registeredName, known -> known));

    private final String registeredName;
    private final Family family;
    private final Optional<HashAlgorithm> hash;

    JwsAlgorithm(String registeredName, Family family, HashAlgorithm hash) {
        this.registeredName = registeredName;
        this.family = family;
        this.hash = Optional.of(hash);
    }

    JwsAlgorithm(String registeredName, Family family) {
        this.registeredName = registeredName;
        this.family = family;
        this.hash = Optional.empty();
    }

    /** The value of {@code alg}. */
    public String registeredName() {
        return registeredName;
    }

    public Family family() {
        return family;
    }

    /** The hash function in its name; empty for EdDSA, which defines its own. */
    public Optional<HashAlgorithm> hash() {
        return hash;
    }

    /** The only curve of the keys for such signatures; empty if there is not exactly one. */
    Optional<EcCurve> curve() {
        return switch (this) {
            case ES256 -> Optional.of(EcCurve.P_256);
            case ES384 -> Optional.of(EcCurve.P_384);
            case ES512 -> Optional.of(EcCurve.P_521);
            case ES256K -> Optional.of(EcCurve.SECP256K1);
            default -> Optional.empty();
        };
    }

    /** Whether a key of that type and curve can make such signatures. */
    public boolean fits(PublicMaterial key) {
        return switch (family) {
            case HMAC -> false;
            case RSA_PKCS1, RSA_PSS -> key instanceof PublicMaterial.Rsa;
            case ECDSA ->
                key instanceof PublicMaterial.Ec ec
                        && curve().filter(ec.curve()::equals).isPresent();
            case EDDSA ->
                key instanceof PublicMaterial.Okp okp
                        && okp.curve().signs()
                        && (this == EDDSA || okp.curve().registeredName().equals(registeredName));
        };
    }

    /** The algorithms that a tenant accepts by default: the asymmetric ones of RFC 7518, and EdDSA. */
    public static Set<JwsAlgorithm> asymmetric() {
        return ASYMMETRIC;
    }

    /** The algorithm of that {@code alg}, compared exactly; empty if it is not one of these. */
    public static Optional<JwsAlgorithm> named(String alg) {
        return Optional.ofNullable(BY_NAME.get(alg));
    }
}
