package io.keyvigil.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Public keys and digests in the forms in which attackers and providers write them. */
final class Pems {

    private static final int LINE = 64;

    private Pems() {}

    static String spki(TokenKey key) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                .encodeToString(key.pair().getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    static Map<String, Object> members(TokenKey key) {
        try {
            return new ObjectMapper().readValue(key.numbers(), new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String sha256(String text) {
        try {
            return TestToken.encoded(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
