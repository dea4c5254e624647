package io.keyvigil.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody on loopback who is told things by POST, and answers 200 until told otherwise. */
public final class FakeWebhook implements AutoCloseable {

    /**
     * A request as it came in.
     *
     * @param headers the first value of each, names in lower case
     * @param taken whether it was answered with 2xx
     */
    public record Received(String path, Map<String, String> headers, String body, boolean taken) {
        public Received {
            headers = Map.copyOf(headers);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private volatile int status = 200;
    private volatile Map<String, String> headers = Map.of();

    private FakeWebhook() {
        server = new LoopbackServer("fake-webhook", Optional.empty(), this::answer);
    }

    public static FakeWebhook start() {
        return new FakeWebhook();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    public FakeWebhook answers(int code, Map<String, String> more) {
        headers = Map.copyOf(more);
        status = code;
        return this;
    }

    /** Refuses connections. */
    public FakeWebhook goDown() {
        server.goDown();
        return this;
    }

    /** Listens again, at the same address. */
    public FakeWebhook comeBack() {
        server.comeBack();
        return this;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> sent = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> sent.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int code = status;
        received.add(new Received(exchange.getRequestURI().toString(), sent, body, code / 100 == 2));
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }
}
