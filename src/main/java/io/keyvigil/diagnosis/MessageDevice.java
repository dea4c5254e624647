package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonValue;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The properties of a signed device response (PKeyAuth): the certificate in {@code x5c} (RFC 7515 section 4.1.6) and
 * its age. Only Entra ID knows whether that certificate is registered.
 */
record MessageDevice(
        boolean hasCertificate,
        Optional<Leaf> leaf,
        Optional<BigDecimal> age,
        boolean hasNonce,
        SignatureEvidence.Outcome outcome) {

    private static final int LONGEST_CERTIFICATE = 16 * 1_024;

    /** The certificate with its SHA-1 thumbprint in hexadecimal, as Entra ID shows it. */
    record Leaf(String thumbprint, Instant notBefore, Instant notAfter, boolean validNow) {}

    static MessageDevice of(TokenUnderDiagnosis token) {
        Optional<JsonValue> x5c =
                token.jwt().flatMap(jwt -> jwt.header().members().member("x5c"));
        Optional<BigDecimal> age = token.claims()
                .flatMap(claims -> claims.numericDate("iat"))
                .map(iat -> BigDecimal.valueOf(token.at().getEpochSecond()).subtract(iat));
        boolean hasNonce = token.claims().filter(claims -> claims.has("nonce")).isPresent();
        return new MessageDevice(
                x5c.isPresent(),
                x5c.flatMap(chain -> leaf(chain, token.at())),
                age,
                hasNonce,
                token.signature().outcome());
    }

    private static Optional<Leaf> leaf(JsonValue chain, Instant at) {
        return chain instanceof JsonValue.Elements elements
                        && !elements.values().isEmpty()
                        && elements.values().get(0) instanceof JsonValue.Text text
                        && text.value().length() <= LONGEST_CERTIFICATE
                ? read(text.value(), at)
                : Optional.empty();
    }

    private static Optional<Leaf> read(String base64, Instant at) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            String thumbprint = HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(octets));
            return Optional.of(new Leaf(thumbprint, begin, end, !at.isBefore(begin) && !at.isAfter(end)));
        } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }

    String certificateAnswer() {
        if (leaf.isPresent()) {
            return verification() + "x5c holds the certificate with SHA-1 thumbprint "
                    + leaf.get().thumbprint() + ", valid from "
                    + leaf.get().notBefore() + " until " + leaf.get().notAfter()
                    + (leaf.get().validNow() ? "" : " and not valid at the moment of the failure")
                    + "; compare it with the device's in the directory (dsregcmd /status shows the device's own)";
        }
        return hasCertificate
                ? "x5c is there but its first certificate cannot be read"
                : "the header has no x5c: without it nobody can tell which device signed";
    }

    /** The result of verifying the response with its certificate. */
    private String verification() {
        return switch (outcome) {
            case EMBEDDED_KEY ->
                "the certificate in x5c verifies the response, so that only its registration is in doubt; ";
            case UNEXPLAINED, ALTERED, TOO_SHORT, DAMAGED ->
                "the certificate in x5c does not verify the response: altered on its way, or another key signed; ";
            default -> "";
        };
    }

    String challengeAnswer() {
        String nonce = hasNonce ? "it answers a nonce" : "it has no nonce";
        return age.map(seconds -> nonce + " and was made " + seconds.toPlainString()
                        + " s before the moment of the failure; a challenge" + " lives minutes")
                .orElse(nonce + " and no iat, so that its age cannot be told");
    }
}
