package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;
import io.keyvigil.jose.MemberDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the certificate thumbprints in a header ({@code x5t} and {@code x5t#S256}, RFC 7515 sections 4.1.7 and
 * 4.1.8) with those of the published key. Validators that select keys by them find none if they differ.
 */
final class CertificateThumbprints {

    private static final String SHA_1 = "x5t";
    private static final String SHA_256 = "x5t#S256";

    private CertificateThumbprints() {}

    static List<Finding> findings(JsonObject header, KnownKey key) {
        MemberDigests published = key.jwk().digests();
        List<Finding> findings = new ArrayList<>();
        Optional<JsonValue> sha256 = text(header, SHA_256);
        if (sha256.filter(value -> published.contradicts(SHA_256, value)).isPresent()) {
            findings.add(Finding.of(
                    FindingCode.CERTIFICATE_MISMATCH,
                    "The header names another certificate (x5t#S256) than the key is published with.",
                    key.evidence().members()));
        } else if (sha256.isPresent() && !published.has(SHA_256) && !published.has("x5c")) {
            findings.add(FormDispute.CERTIFICATE_UNKNOWN.finding(
                    "The header names a certificate (x5t#S256), and the key is published without one."));
        }
        if (text(header, SHA_1)
                .filter(value -> published.contradicts(SHA_1, value))
                .isPresent()) {
            findings.add(FormDispute.OLD_CERTIFICATE_OTHER.finding(
                    "The header names another certificate (x5t) than the key is published with."));
        }
        return findings;
    }

    private static Optional<JsonValue> text(JsonObject header, String name) {
        return header.member(name).filter(JsonValue.Text.class::isInstance);
    }
}
