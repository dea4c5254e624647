package io.keyvigil.diagnosis;

import io.keyvigil.jose.KeyOddity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Forms of a published key that Keyvigil reads and some libraries refuse, with the names of those libraries. Each row
 * was measured with released libraries in November 2026, with their defaults.
 */
enum KeyForm {
    SHORT_COORDINATE(
            KeyOddity.SHORT_COORDINATE,
            "A coordinate of the elliptic curve key is shorter than the curve demands: leading zero octets are missing"
                    + " (RFC 7518 section 6.2.1.2).",
            List.of("go-jose", "go-oidc", "josepy", "python-jose", "PyJWT"),
            List.of()),
    PADDED(
            KeyOddity.PADDED,
            "A member of the key is base64url with padding (=).",
            List.of("go-jose", "go-oidc", "joserfc"),
            List.of("jose(1)")),
    STANDARD_ALPHABET(
            KeyOddity.STANDARD_ALPHABET,
            "A member of the key is in the standard base64 alphabet (+ and /) instead of base64url.",
            List.of("fusionauth-jwt", "go-jose", "go-oidc", "joserfc"),
            List.of("Auth0 java-jwt", "jjwt", "Vert.x", "mod_auth_openidc", "mod_oauth2")),
    CERTIFICATE_UNREADABLE(
            KeyOddity.CERTIFICATE_UNREADABLE,
            "x5c of the key holds no certificate that can be read.",
            List.of("Nimbus JOSE+JWT", "Spring Security", "fusionauth-jwt", "go-jose", "go-oidc"),
            List.of("jose4j", "Kafka", "SmallRye JWT", "jjwt", "Vert.x", "jwks-rsa")),
    CERTIFICATE_OF_OTHER_KEY(
            KeyOddity.CERTIFICATE_OF_OTHER_KEY,
            "The certificate in x5c of the key holds another public key.",
            List.of("Nimbus JOSE+JWT", "Spring Security", "fusionauth-jwt", "go-jose", "go-oidc"),
            List.of("jose4j", "Kafka", "SmallRye JWT", "Vert.x", "jwks-rsa")),
    PRIVATE_MEMBERS(
            KeyOddity.PRIVATE_MEMBERS,
            "The key is published with private members.",
            List.of("firebase/php-jwt"),
            List.of("jjwt", "jose (npm)", "jwks-rsa", "oauth4webapi", "openid-client", "go-jose", "go-oidc", "PyJWT")),
    WEAK(
            KeyOddity.WEAK,
            "The RSA key has less than 2,048 bits (RFC 7518 section 3.3).",
            List.of("fusionauth-jwt"),
            List.of("jose4j", "Kafka", "jjwt", "jose (npm)", "oauth4webapi", "openid-client", "firebase/php-jwt"));

    private final KeyOddity oddity;
    private final String says;
    private final List<String> refusingTheSet;
    private final List<String> refusingTheKey;

    KeyForm(KeyOddity oddity, String says, List<String> refusingTheSet, List<String> refusingTheKey) {
        this.oddity = oddity;
        this.says = says;
        this.refusingTheSet = refusingTheSet;
        this.refusingTheKey = refusingTheKey;
    }

    /** Findings about a usable key with oddities, and about the validity of its certificate. */
    static List<Finding> findings(KnownKey key, Instant at) {
        if (key.jwk().unusable().isPresent()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Arrays.stream(values())
                .filter(form -> key.jwk().oddities().contains(form.oddity))
                .map(form -> form.finding(key))
                .forEach(findings::add);
        certificateEnded(key, at).ifPresent(findings::add);
        return findings;
    }

    private Finding finding(KnownKey key) {
        String ofSet = refusingTheSet.isEmpty()
                ? ""
                : " The whole key set is refused by " + String.join(", ", refusingTheSet) + ".";
        String ofKey =
                refusingTheKey.isEmpty() ? "" : " The key is refused by " + String.join(", ", refusingTheKey) + ".";
        return warning(says + ofSet + ofKey, key.evidence().and("oddity", oddity.code()));
    }

    private static Optional<Finding> certificateEnded(KnownKey key, Instant at) {
        return key.jwk()
                .validity()
                .certificateNotAfter()
                .filter(at::isAfter)
                .map(end -> warning(
                        "The certificate of the key has expired. JWT libraries do not check that; gateways and receivers"
                                + " that validate the certificate refuse the key.",
                        key.evidence().and("notAfter", end)));
    }

    private static Finding warning(String text, Evidence evidence) {
        return new Finding(Check.KEY, Result.WARN, Optional.empty(), text, evidence.members());
    }
}
