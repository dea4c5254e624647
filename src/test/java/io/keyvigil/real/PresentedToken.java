package io.keyvigil.real;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keyvigil.testing.SigningKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A token of RS256 as somebody pastes it, good for ten minutes. */
record PresentedToken(String text) {

    static PresentedToken of(String issuer, String audience, SigningKey key) {
        return signed(claims(issuer, audience), key);
    }

    /** That also lets its bearer read. */
    static PresentedToken ofReader(String issuer, SigningKey key) {
        return signed(claims(issuer, "keyvigil").claim("groups", List.of("keyvigil-read")), key);
    }

    /** With another payload under the same signature. */
    PresentedToken altered() {
        String[] segments = text.split("\\.");
        String payload = Base64URL.encode(
                        Base64URL.from(segments[1]).decodeToString().replace("somebody", "admin"))
                .toString();
        return new PresentedToken(segments[0] + "." + payload + "." + segments[2]);
    }

    String signature() {
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private static JWTClaimsSet.Builder claims(String issuer, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject("somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    private static PresentedToken signed(JWTClaimsSet.Builder claims, SigningKey key) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.kid()).build(), claims.build());
        try {
            token.sign(new RSASSASigner(key.pair().getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new PresentedToken(token.serialize());
    }
}
