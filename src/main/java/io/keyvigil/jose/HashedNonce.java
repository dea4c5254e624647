package io.keyvigil.jose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Replaces the header's nonce by its hash in the text of the header. */
final class HashedNonce {

    private HashedNonce() {}

    static Optional<Octets> signingInput(Jwt jwt) {
        return jwt.header()
                .members()
                .text("nonce")
                .flatMap(nonce -> replaced(jwt.headerText(), Sha256.of(nonce)))
                .map(header -> signingInput(header, jwt));
    }

    private static Octets signingInput(String header, Jwt jwt) {
        String sent = new String(jwt.signingInput().toArray(), StandardCharsets.UTF_8);
        String segment = base64Url(header.getBytes(StandardCharsets.UTF_8));
        return Octets.of((segment + sent.substring(sent.indexOf('.'))).getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the last of several nonces, which is the one that {@link JsonObject} keeps. */
    private static Optional<String> replaced(String header, byte[] hash) {
        Optional<String> replaced = Optional.empty();
        try (JsonParser parser = JsonSource.open(header)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean nonce = parser.currentName().equals("nonce");
                if (parser.nextToken() == JsonToken.VALUE_STRING && nonce) {
                    replaced = Optional.of(replaced(header, parser, base64Url(hash)));
                }
                parser.skipChildren();
            }
            return replaced;
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static String replaced(String header, JsonParser parser, String hash) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return header.substring(0, start) + '"' + hash + '"' + header.substring(end);
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
