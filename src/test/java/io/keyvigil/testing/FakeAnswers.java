package io.keyvigil.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a {@link FakeProvider} answers to which path. */
final class FakeAnswers {

    private record Body(byte[] octets, Map<String, String> headers) {}

    private final Map<String, Body> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile boolean etag;
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    void body(String path, byte[] octets, Map<String, String> with) {
        bodies.put(path, new Body(octets, Map.copyOf(with)));
    }

    void header(String name, String value) {
        headers.put(name, value);
    }

    void etag(boolean on) {
        etag = on;
    }

    void status(int answered) {
        status = answered;
    }

    void delay(Duration before) {
        delay = before;
    }

    void redirect(String from, String to) {
        redirects.put(from, to);
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Thread.sleep(delay.toMillis());
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            String path = exchange.getRequestURI().getPath();
            if (redirects.containsKey(path)) {
                exchange.getResponseHeaders().set("Location", redirects.get(path));
                exchange.sendResponseHeaders(302, -1);
            } else if (status != 200 || !bodies.containsKey(path)) {
                exchange.sendResponseHeaders(status == 200 ? 404 : status, -1);
            } else {
                send(exchange, bodies.get(path));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, Body body) throws IOException {
        body.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (etag) {
            String tag = "\"" + Integer.toHexString(Arrays.hashCode(body.octets())) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
        }
        exchange.sendResponseHeaders(200, body.octets().length == 0 ? -1 : body.octets().length);
        exchange.getResponseBody().write(body.octets());
    }
}
