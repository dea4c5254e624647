package io.keyvigil.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint on loopback, over plain HTTP. Every verb takes effect with the next request. */
public final class FakeTokenEndpoint implements AutoCloseable {

    /** A request as it came in. */
    public record Request(String method, String body, Optional<String> authorization) {}

    private interface Answer {
        void to(HttpExchange exchange, Request request) throws IOException;
    }

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer = (exchange, request) -> send(exchange, 500, "");
    private volatile String lastToken = "";

    private FakeTokenEndpoint(HttpServer server) {
        this.server = server;
    }

    public static FakeTokenEndpoint start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeTokenEndpoint endpoint = new FakeTokenEndpoint(server);
            server.createContext("/", endpoint::answer);
            server.start();
            return endpoint;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** Issues tokens of the moment, signed by this key. */
    public FakeTokenEndpoint sign(SigningKey key) {
        answer = (exchange, request) -> issue(exchange, Tokens.signed(key, Instant.now()));
        return this;
    }

    /** Issues this text as access token. */
    public FakeTokenEndpoint issue(String token) {
        answer = (exchange, request) -> issue(exchange, token);
        return this;
    }

    /** Answers everything so. */
    public FakeTokenEndpoint respond(int status, String body) {
        answer = (exchange, request) -> send(exchange, status, body);
        return this;
    }

    /** Knows clients only by what stands in the body. */
    public FakeTokenEndpoint signForSecretsInTheBody(SigningKey key) {
        answer = (exchange, request) -> {
            if (request.body().contains("client_secret=")) {
                issue(exchange, Tokens.signed(key, Instant.now()));
            } else {
                send(exchange, 401, "{\"error\":\"invalid_client\"}");
            }
        };
        return this;
    }

    /** Sends on to another address. */
    public FakeTokenEndpoint redirect(int status, String to) {
        answer = (exchange, request) -> {
            exchange.getResponseHeaders().set("Location", to);
            send(exchange, status, "");
        };
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The token that was issued last. */
    public String lastToken() {
        return lastToken;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(
                    exchange.getRequestMethod(),
                    body,
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
            requests.add(request);
            answer.to(exchange, request);
        }
    }

    private void issue(HttpExchange exchange, String token) throws IOException {
        lastToken = token;
        send(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
    }
}
