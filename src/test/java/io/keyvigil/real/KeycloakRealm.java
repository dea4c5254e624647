package io.keyvigil.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A realm and its key providers. Keycloak publishes the public keys of every enabled provider, active or passive, for
 * signing and for encryption; secret keys (HMAC, AES) never stand in its JWK Set.
 */
final class KeycloakRealm {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String CLIENT = "probe";
    static final String SECRET = "not-much-of-a-secret";
    private static final String USER = "ada";
    private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

    private final KeycloakServer server;
    private final String name;

    KeycloakRealm(KeycloakServer server, String name) {
        this.server = server;
        this.name = name;
    }

    String issuer() {
        return server.issuer(name);
    }

    void createClient() throws IOException, InterruptedException {
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", CLIENT)
                .put("secret", SECRET)
                .put("serviceAccountsEnabled", true)
                .put("directAccessGrantsEnabled", true);
        server.admin("POST", "/" + name + "/clients", client);
    }

    /** A client that authenticates by assertions that one of these keys signs. */
    void createClient(String jwks) throws IOException, InterruptedException {
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", CLIENT)
                .put("clientAuthenticatorType", "client-jwt")
                .put("serviceAccountsEnabled", true);
        client.putObject("attributes").put("use.jwks.string", "true").put("jwks.string", jwks);
        server.admin("POST", "/" + name + "/clients", client);
    }

    /** The key set as it is published now. */
    String jwks() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(jwksUri())).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    String tokenEndpoint() {
        return issuer() + "/protocol/openid-connect/token";
    }

    void createUser() throws IOException, InterruptedException {
        ObjectNode user = JSON.createObjectNode()
                .put("username", USER)
                .put("email", USER + "@example.org")
                .put("firstName", "Ada")
                .put("lastName", "Example")
                .put("emailVerified", true)
                .put("enabled", true);
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", SECRET)
                .put("temporary", false);
        server.admin("POST", "/" + name + "/users", user);
    }

    /** The user's tokens: {@code access_token}, {@code id_token}, {@code refresh_token}. */
    JsonNode tokens() throws IOException, InterruptedException {
        return server.tokens(
                name,
                "grant_type=password&scope=openid&client_id=" + CLIENT + "&client_secret=" + SECRET + "&username="
                        + USER + "&password=" + SECRET);
    }

    String jwksUri() {
        return issuer() + "/protocol/openid-connect/certs";
    }

    /** A token of the client itself. */
    String accessToken() throws IOException, InterruptedException {
        return server.token(name, "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + SECRET);
    }

    /** The kid in the header of a token that is signed now. */
    String signingKid() throws IOException, InterruptedException {
        String token = accessToken();
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JSON.readTree(header).path("kid").textValue();
    }

    /** Adds a provider that makes itself an RSA key of that size, and gives its id. */
    String addRsaKey(String label, int priority, int bits) throws IOException, InterruptedException {
        return addRsaKey(label, priority, bits, true);
    }

    /** The same, with a key that is published and does not sign. */
    String addPassiveRsaKey(String label, int priority, int bits) throws IOException, InterruptedException {
        return addRsaKey(label, priority, bits, false);
    }

    private String addRsaKey(String label, int priority, int bits, boolean active)
            throws IOException, InterruptedException {
        ObjectNode component = JSON.createObjectNode()
                .put("name", label)
                .put("providerId", "rsa-generated")
                .put("providerType", KEY_PROVIDER);
        component.set("config", config(priority, bits, active));
        server.admin("POST", "/" + name + "/components", component);
        return keyProvider(label);
    }

    private static ObjectNode config(int priority, int bits, boolean active) {
        ObjectNode config = JSON.createObjectNode();
        Map.of(
                        "priority",
                        "" + priority,
                        "keySize",
                        "" + bits,
                        "algorithm",
                        "RS256",
                        "active",
                        "" + active,
                        "enabled",
                        "true")
                .forEach((member, value) -> config.putArray(member).add(value));
        return config;
    }

    /** The id of a key provider by its name; {@code rsa-generated} is the one that a realm starts with. */
    String keyProvider(String label) throws IOException, InterruptedException {
        return stream(server.admin("GET", "/" + name + "/components?type=" + KEY_PROVIDER, MissingNode.getInstance()))
                .filter(component -> component.path("name").textValue().equals(label))
                .map(component -> component.path("id").textValue())
                .findFirst()
                .orElseThrow();
    }

    /** Makes a key provider replace its key by one of another size. */
    void resize(String provider, int bits) throws IOException, InterruptedException {
        set(provider, "keySize", Integer.toString(bits));
    }

    /** Sets {@code active} or {@code enabled} of a key provider. */
    void set(String provider, String member, boolean value) throws IOException, InterruptedException {
        set(provider, member, Boolean.toString(value));
    }

    private void set(String provider, String member, String value) throws IOException, InterruptedException {
        String path = "/" + name + "/components/" + provider;
        ObjectNode component = (ObjectNode) server.admin("GET", path, MissingNode.getInstance());
        component
                .withObject("/config")
                .set(member, JsonNodeFactory.instance.arrayNode().add(value));
        server.admin("PUT", path, component);
    }

    void delete(String provider) throws IOException, InterruptedException {
        server.admin("DELETE", "/" + name + "/components/" + provider, MissingNode.getInstance());
    }

    /** The kid of a provider's key. */
    String kid(String provider) throws IOException, InterruptedException {
        return stream(keys())
                .filter(key -> key.path("providerId").textValue().equals(provider))
                .map(key -> key.path("kid").textValue())
                .findFirst()
                .orElseThrow();
    }

    /** What the JWK Set must hold by Keycloak's own list: the size in bits by kid. */
    Map<String, Integer> publishedSizes() throws IOException, InterruptedException {
        Map<String, Integer> sizes = new TreeMap<>();
        stream(keys())
                .filter(key -> key.path("type").textValue().equals("RSA"))
                .filter(key -> !key.path("status").textValue().equals("DISABLED"))
                .forEach(key -> sizes.put(
                        key.path("kid").textValue(), bits(key.path("publicKey").textValue())));
        return sizes;
    }

    private JsonNode keys() throws IOException, InterruptedException {
        return server.admin("GET", "/" + name + "/keys", MissingNode.getInstance())
                .path("keys");
    }

    private static int bits(String subjectPublicKeyInfo) {
        try {
            byte[] encoded = Base64.getDecoder().decode(subjectPublicKeyInfo);
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            return key.getModulus().bitLength();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
