package io.keyvigil.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * An OpenID Provider on loopback: a discovery document and a JWK Set, over HTTP/1.1, plain or with TLS. It publishes the
 * EC key {@code first} until told otherwise. Every verb takes effect with the next request.
 */
public final class FakeProvider implements AutoCloseable {

    public static final String DISCOVERY = "/.well-known/openid-configuration";
    public static final String JWKS = "/jwks";

    /**
     * A request as it came in.
     *
     * @param headers the first value of each, names in lower case
     */
    public record Request(String path, Map<String, String> headers) {
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    private final Optional<SSLContext> tls;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final FakeAnswers answers = new FakeAnswers();
    private final List<SigningKey> keys = new ArrayList<>();
    private final LoopbackServer server;
    private int rotations;

    private FakeProvider(Optional<SSLContext> tls) {
        this.tls = tls;
        this.server = new LoopbackServer("fake-provider", tls, this::answer);
        serveDiscovery(discovery(issuer(), jwksUri()));
        publish(SigningKeys.ec("first"));
    }

    public static FakeProvider start() {
        return new FakeProvider(Optional.empty());
    }

    public static FakeProvider startWithTls(SSLContext tls) {
        return new FakeProvider(Optional.of(tls));
    }

    public String issuer() {
        return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + server.port();
    }

    public String discoveryUri() {
        return issuer() + DISCOVERY;
    }

    public String jwksUri() {
        return issuer() + JWKS;
    }

    /** Publishes exactly these keys. */
    public synchronized FakeProvider publish(SigningKey... published) {
        keys.clear();
        keys.addAll(List.of(published));
        return publish(SigningKeys.jwks(keys));
    }

    /** Publishes this text as the JWK Set. */
    public FakeProvider publish(String jwksJson) {
        return serve(jwksJson.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a new key in front and keeps the others. */
    public synchronized SigningKey rotate() {
        SigningKey added = SigningKeys.ec("rotated-" + ++rotations);
        keys.add(0, added);
        publish(SigningKeys.jwks(keys));
        return added;
    }

    public synchronized FakeProvider withdraw(String kid) {
        keys.removeIf(key -> key.kid().equals(kid));
        return publish(SigningKeys.jwks(keys));
    }

    /** Puts other material under a kid that is published already. */
    public synchronized SigningKey reuseKid(String kid) {
        SigningKey other = SigningKeys.ec("material " + ++rotations).named(kid);
        keys.replaceAll(key -> key.kid().equals(kid) ? other : key);
        publish(SigningKeys.jwks(keys));
        return other;
    }

    /** Publishes a discovery document for this issuer and this {@code jwks_uri}. */
    public FakeProvider discover(String issuer, String jwksUri) {
        return serveDiscovery(discovery(issuer, jwksUri));
    }

    public FakeProvider serveDiscovery(String text) {
        answers.body(DISCOVERY, text.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "application/json"));
        return this;
    }

    /** Answers the JWK Set's address with these octets and headers given as name, value, name, value. */
    public FakeProvider serve(byte[] body, String... headers) {
        Map<String, String> given = new ConcurrentHashMap<>(Map.of("Content-Type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], headers[i + 1]);
        }
        answers.body(JWKS, body, given);
        return this;
    }

    /** Sends a header with every answer. */
    public FakeProvider header(String name, String value) {
        answers.header(name, value);
        return this;
    }

    /** Sends an {@code ETag} with every document and honours {@code If-None-Match}. */
    public FakeProvider etag(boolean on) {
        answers.etag(on);
        return this;
    }

    /** Answers everything with this status; 200 ends it. */
    public FakeProvider answerStatus(int status) {
        answers.status(status);
        return this;
    }

    /** Waits before each answer. */
    public FakeProvider answerSlowly(Duration delay) {
        answers.delay(delay);
        return this;
    }

    /** Answers this path with status 302 and this {@code Location}. */
    public FakeProvider redirect(String from, String to) {
        answers.redirect(from, to);
        return this;
    }

    /** Refuses connections. */
    public FakeProvider goDown() {
        server.goDown();
        return this;
    }

    /** Listens again, at the same address. */
    public FakeProvider comeBack() {
        server.comeBack();
        return this;
    }

    /** How many requests came for each path. */
    public Map<String, Integer> requests() {
        Map<String, Integer> counted = new ConcurrentHashMap<>();
        requests.forEach(request -> counted.merge(request.path(), 1, Integer::sum));
        return counted;
    }

    /** The requests for a path, the first one first. */
    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private static String discovery(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\",\"token_endpoint\":\"" + issuer
                + "/token\",\"id_token_signing_alg_values_supported\":[\"RS256\",\"ES256\"]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        requests.add(new Request(exchange.getRequestURI().getPath(), headers));
        answers.answer(exchange);
    }
}
