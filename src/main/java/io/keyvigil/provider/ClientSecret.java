package io.keyvigil.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A client's id and secret, and the forms that they travel in. The text form shows neither. */
final class ClientSecret {

    /** Shorter pieces stand in ordinary words. */
    private static final int SHORTEST_PIECE = 8;

    private static final String MASK = "*";

    private final String clientId;
    private final String secret;

    ClientSecret(String clientId, String secret) {
        this.clientId = clientId;
        this.secret = secret;
    }

    /** The value of {@code Authorization} (RFC 6749 section 2.3.1: both form-encoded before they are joined). */
    String basic() {
        return "Basic " + base64(encoded(clientId) + ":" + encoded(secret));
    }

    /** The members of a form. */
    String form() {
        return "client_id=" + encoded(clientId) + "&client_secret=" + encoded(secret);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text without any piece of the secret in any of its forms: what a provider echoes must not come out. */
    String masked(String text) {
        List<String> forms = List.of(secret, encoded(secret), base64(secret), basic().substring("Basic ".length()));
        StringBuilder masked = new StringBuilder(text);
        for (String form : forms) {
            int piece = Math.min(SHORTEST_PIECE, form.length());
            for (int at = 0; at + piece <= text.length(); at++) {
                if (form.contains(text.substring(at, at + piece))) {
                    masked.replace(at, at + piece, MASK.repeat(piece));
                }
            }
        }
        return masked.toString();
    }

    @Override
    public String toString() {
        return "ClientSecret";
    }
}
