package io.keyvigil.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Access tokens that providers really sign: {@code RS256} for RSA, {@code ES256} for EC. */
public final class Tokens {

    private Tokens() {}

    /** Issued then; of nobody in particular. */
    public static String signed(SigningKey key, Instant issuedAt) {
        return signed(key, "{\"iss\":\"https://idp.example\",\"iat\":" + issuedAt.getEpochSecond() + "}");
    }

    /** With these claims, as JSON. */
    public static String signed(SigningKey key, String claims) {
        String alg = isRsa(key) ? "RS256" : "ES256";
        return signed(key, "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\",\"kid\":\"" + key.kid() + "\"}", claims);
    }

    /** With this header and these claims, both as JSON. */
    public static String signed(SigningKey key, String header, String claims) {
        String input = base64(header) + "." + base64(claims);
        try {
            Signature signature = Signature.getInstance(isRsa(key) ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(key.pair().getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isRsa(SigningKey key) {
        return key.pair().getPublic() instanceof RSAPublicKey;
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
