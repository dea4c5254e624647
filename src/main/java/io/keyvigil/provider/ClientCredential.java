package io.keyvigil.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A client's id and its secret or key, with the forms in which they are sent. {@code toString} shows neither. */
final class ClientCredential {

    /** Shorter pieces appear in ordinary words. */
    private static final int SHORTEST_PIECE = 8;

    private static final String MASK = "*";
    private static final String SECRET = "&client_secret=";
    private static final String ASSERTION =
            "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";

    private final String clientId;
    private final String member;
    private final String secret;

    private ClientCredential(String clientId, String member, String secret) {
        this.clientId = clientId;
        this.member = member;
        this.secret = secret;
    }

    static ClientCredential ofSecret(String clientId, String secret) {
        return new ClientCredential(clientId, SECRET, secret);
    }

    /** Creates the credential of a client that authenticates with a JWT (RFC 7523 section 2.2). */
    static ClientCredential ofAssertion(String clientId, String jwt) {
        return new ClientCredential(clientId, ASSERTION, jwt);
    }

    /**
     * The value of {@code Authorization} (RFC 6749 section 2.3.1: both are form-encoded before they are joined). Only a
     * secret has one.
     */
    Optional<String> basic() {
        return member.equals(SECRET) ? Optional.of("Basic " + joined()) : Optional.empty();
    }

    private String joined() {
        return base64(encoded(clientId) + ":" + encoded(secret));
    }

    /** The members of a form. */
    String form() {
        return "client_id=" + encoded(clientId) + member + encoded(secret);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the text without any piece of the secret in any of its forms: a provider may echo the secret. */
    String masked(String text) {
        List<String> forms = List.of(secret, encoded(secret), base64(secret), joined());
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
        return "ClientCredential";
    }
}
