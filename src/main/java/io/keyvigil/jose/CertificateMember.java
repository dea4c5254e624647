package io.keyvigil.jose;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The first certificate of {@code x5c} (RFC 7517 section 4.7), in base64 of either alphabet, possibly with line
 * breaks. Its dates and its public key are read. Its trust is not checked.
 */
sealed interface CertificateMember {

    record Absent() implements CertificateMember {}

    record Unreadable() implements CertificateMember {}

    record Readable(Instant notBefore, Instant notAfter, PublicKey publicKey) implements CertificateMember {

        /** Whether it certainly contains another key; octet key pairs are not compared. */
        boolean isOfOtherKey(PublicMaterial material) {
            if (publicKey instanceof RSAPublicKey rsa) {
                return !(material instanceof PublicMaterial.Rsa own
                        && own.modulus().equals(rsa.getModulus())
                        && own.exponent().equals(rsa.getPublicExponent()));
            }
            if (publicKey instanceof ECPublicKey ec) {
                return !(material instanceof PublicMaterial.Ec own
                        && own.x().equals(ec.getW().getAffineX())
                        && own.y().equals(ec.getW().getAffineY()));
            }
            return publicKey instanceof EdECPublicKey && !(material instanceof PublicMaterial.Okp);
        }
    }

    static CertificateMember of(JsonObject members) {
        Optional<JsonValue> x5c = members.member("x5c").filter(value -> !value.isEmpty());
        if (x5c.isEmpty()) {
            return new Absent();
        }
        return base64(members)
                .map(Base64Reading::of)
                .filter(Base64Reading.Decoded.class::isInstance)
                .map(decoded -> ofDer(((Base64Reading.Decoded) decoded).octets()))
                .orElseGet(Unreadable::new);
    }

    /** The text of the first certificate; empty if {@code x5c} is invalid. */
    static Optional<String> base64(JsonObject members) {
        return members.member("x5c")
                .filter(x5c -> x5c instanceof JsonValue.Elements && !x5c.isEmpty())
                .map(x5c -> ((JsonValue.Elements) x5c).values().get(0))
                .filter(JsonValue.Text.class::isInstance)
                .map(first -> ((JsonValue.Text) first).value());
    }

    default Optional<Readable> readable() {
        return this instanceof Readable readable ? Optional.of(readable) : Optional.empty();
    }

    private static CertificateMember ofDer(byte[] der) {
        return certificate(der)
                .<CertificateMember>map(certificate -> new Readable(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant(),
                        certificate.getPublicKey()))
                .orElseGet(Unreadable::new);
    }

    /** The X.509 certificate of that DER; empty if the DER is invalid. */
    static Optional<X509Certificate> certificate(byte[] der) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | RuntimeException notACertificate) {
            // The platform's DER reader throws runtime exceptions for some hostile input.
            return Optional.empty();
        }
    }
}
