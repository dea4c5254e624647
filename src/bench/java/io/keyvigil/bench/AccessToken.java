package io.keyvigil.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** An access token like those of real providers, about a thousand characters, valid for an hour. */
final class AccessToken {

    static final String ISSUER = "https://login.example.com/0d8b2c4e-5f7a-4c1b-9a51-0f5f3c2f7a11/v2.0";
    static final String AUDIENCE = "api://orders.example.com";
    static final String KID = "nOo3ZDrODXEK1jKWhXslHR_KXEg";

    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration LIFE = Duration.ofHours(1);

    private AccessToken() {}

    /** Signed with RS256. */
    static String signedBy(KeyPair key, Instant now) {
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"" + KID + "\"}";
        String signingInput = base64Url(bytes(header)) + "." + base64Url(bytes(claims(now)));
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key.getPrivate());
            signer.update(bytes(signingInput));
            return signingInput + "." + base64Url(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String claims(Instant now) {
        long issued = now.minus(AGE).getEpochSecond();
        return """
                {"aud":"%s","iss":"%s","iat":%d,"nbf":%d,"exp":%d,"aio":"AXQAi/8TAAAA3l0aW9uIGZvciBhIHRva2Vu",\
                "azp":"6e74172b-be56-4843-9ff4-e66a39bb12e3","azpacr":"1","name":"Ada Lovelace",\
                "oid":"690222be-ff1a-4d56-abd1-7e4f7d38e474","preferred_username":"ada@example.com",\
                "roles":["orders.read","orders.write"],"scp":"access_as_user",\
                "sub":"HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ",\
                "tid":"0d8b2c4e-5f7a-4c1b-9a51-0f5f3c2f7a11","uti":"fqiBqXLPj0eQa82S-IYFAA","ver":"2.0"}\
                """
                .formatted(
                        AUDIENCE,
                        ISSUER,
                        issued,
                        issued,
                        now.plus(LIFE).minus(AGE).getEpochSecond());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
