package io.keyvigil.diagnosis;

import io.keyvigil.jose.JoseHeader;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.jose.X5tEncoding;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks how an assertion names its key: by {@code x5t}, by {@code kid}, or by a fingerprint in {@code iss}. */
final class AssertionKeyName {

    private static final String X5T = "x5t";
    private static final String FINGERPRINT = "SHA256:";

    private final TokenUnderDiagnosis token;
    private final AssertionRule rule;
    private final JoseHeader header;

    AssertionKeyName(TokenUnderDiagnosis token, AssertionRule rule) {
        this.token = token;
        this.rule = rule;
        this.header = token.jwt().orElseThrow().header();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (rule.thumbprint()) {
            thumbprint().ifPresent(findings::add);
        }
        if (rule.fingerprint()) {
            fingerprint().ifPresent(findings::add);
        }
        swapped().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> thumbprint() {
        Optional<String> demanded = X5tEncoding.ofCertificate(header);
        Optional<String> x5t = header.members().text(X5T);
        if (x5t.isEmpty()) {
            return header.members().member("x5t#S256").isPresent()
                    ? Optional.empty()
                    : Optional.of(named(
                            "The header has no x5t and no x5t#S256, so " + rule.receiver()
                                    + " finds no certificate; kid does not replace them.",
                            demanded));
        }
        Optional<String> right = X5tEncoding.thumbprint(x5t.get()).map(octets -> base64Url(octets.toArray()));
        return form(x5t.get())
                .map(form -> named(
                        "The header's x5t is " + form
                                + "; it must be base64url of the 20 bytes of the certificate's SHA-1 hash.",
                        demanded.or(() -> right)))
                .or(() -> demanded.filter(value -> !value.equals(x5t.get()))
                        .map(value -> named(
                                "The header's x5t names another certificate than the first one in x5c.",
                                Optional.of(value))));
    }

    private static Optional<String> form(String x5t) {
        return switch (X5tEncoding.of(x5t)) {
            case BASE64URL_SHA1 -> Optional.empty();
            case HEX -> Optional.of("the hash as hexadecimal text (40 characters)");
            case STANDARD_BASE64 -> Optional.of("base64 with padding, a line break or the characters + and /");
            case BASE64_OF_HEX -> Optional.of("base64 of the hexadecimal text of the hash");
            case OTHER -> Optional.of("not a SHA-1 hash in any known encoding");
        };
    }

    private static Finding named(String explanation, Optional<String> right) {
        Evidence evidence = Evidence.of("member", X5T).and("rightValue", right);
        return Finding.of(
                FindingCode.ASSERTION_KEY_NAME,
                explanation
                        + right.map(value -> " The right value is " + value + ".")
                                .orElse(""),
                evidence.members());
    }

    private Optional<Finding> fingerprint() {
        String issuer = token.claims().orElseThrow().text("iss").orElse("");
        String given = issuer.substring(issuer.lastIndexOf(FINGERPRINT) + FINGERPRINT.length());
        List<String> known = keys().flatMap(key -> key.material().stream())
                .flatMap(material -> fingerprintOf(material).stream())
                .toList();
        return known.isEmpty() || known.contains(given)
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.ASSERTION_KEY_NAME,
                        "The fingerprint in iss is not that of the given key. It must be base64, with padding, of the"
                                + " SHA-256 hash of the public key's DER.",
                        Evidence.of("rightValue", FINGERPRINT + known.get(0)).members()));
    }

    private static Optional<String> fingerprintOf(PublicMaterial material) {
        return material.toPublicKey()
                .map(PublicKey::getEncoded)
                .map(der -> HexFormat.of().parseHex(Sha256Digest.over(der).hex()))
                .map(Base64.getEncoder()::encodeToString);
    }

    /** The key that signed; if none is known, the given keys. */
    private Stream<Jwk> keys() {
        Optional<Jwk> signer = token.signature().signer().map(KnownKey::jwk);
        return signer.isPresent() ? signer.stream() : given();
    }

    private Stream<Jwk> given() {
        return token.request().jwks().stream().flatMap(set -> set.keys().stream());
    }

    private Optional<Finding> swapped() {
        Optional<String> issuer = token.claims().orElseThrow().text("iss");
        boolean namesKey =
                issuer.isPresent() && given().anyMatch(key -> key.kid().equals(issuer));
        return namesKey && !header.kid().equals(issuer)
                ? Optional.of(Finding.of(
                        FindingCode.ASSERTION_KEY_NAME,
                        "iss is the id of the given key, and kid is another value: the two are swapped."))
                : Optional.empty();
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
