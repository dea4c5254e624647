package io.keyvigil.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An OpenID Provider on loopback: a discovery document and a JWK Set whose keys can be changed. */
public final class DemoProvider implements AutoCloseable {

    private final HttpServer server;
    private final List<DemoKey> published = new CopyOnWriteArrayList<>();
    private final DemoTokens tokens;
    private volatile DemoKey signing;
    private volatile DemoKey withdrawn;
    private volatile boolean down;

    private DemoProvider(HttpServer server, Duration tokenLifetime, Clock clock) {
        this.server = server;
        this.tokens = new DemoTokens(issuer(), tokenLifetime, clock);
    }

    /** Starts on a free port of the loopback address, with one key. */
    public static DemoProvider start(Duration tokenLifetime, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DemoProvider provider = new DemoProvider(server, tokenLifetime, clock);
        provider.publish("demo-1");
        provider.signing = provider.published.get(0);
        provider.withdrawn = provider.signing;
        server.createContext("/.well-known/openid-configuration", provider::discovery);
        server.createContext("/jwks", provider::jwks);
        server.createContext("/token", provider::token);
        server.start();
        return provider;
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Publishes a new key alongside the others. */
    public void publish(String kid) {
        published.add(DemoKey.generate(kid));
    }

    /** Signs with the published key of that kid from now on. */
    public void signWith(String kid) {
        published.stream().filter(key -> key.kid().equals(kid)).forEach(key -> signing = key);
    }

    /** Withdraws a key from the set. */
    public void withdraw(String kid) {
        published.stream().filter(key -> key.kid().equals(kid)).forEach(key -> withdrawn = key);
        published.removeIf(key -> key.kid().equals(kid));
    }

    /** Replaces a key and keeps its kid, which a provider should never do. */
    public void replace(String kid) {
        DemoKey successor = DemoKey.generate(kid);
        published.stream().filter(key -> key.kid().equals(kid)).forEach(key -> withdrawn = key);
        published.replaceAll(key -> key.kid().equals(kid) ? successor : key);
        signing = successor;
    }

    /** Answers every request with status 503 while it is down. */
    public void down(boolean isDown) {
        down = isDown;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer()
                        + "/jwks\",\"id_token_signing_alg_values_supported\":[\"RS256\"]}");
    }

    private void jwks(HttpExchange exchange) throws IOException {
        answer(exchange, published.stream().map(DemoKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    /** {@code /token/KIND}: a token as text. */
    private void token(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        TokenKind kind = Arrays.stream(TokenKind.values())
                .filter(known -> path.endsWith("/" + known.path()))
                .findFirst()
                .orElse(TokenKind.VALID);
        answer(exchange, "application/jwt", token(kind, Duration.ZERO));
    }

    /** @param ahead how far this machine's clock is ahead of the time server */
    String token(TokenKind kind, Duration ahead) {
        return tokens.token(kind, signing, withdrawn, ahead);
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        answer(exchange, "application/json", json);
    }

    private void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "max-age=10");
        try (exchange) {
            exchange.sendResponseHeaders(down ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
