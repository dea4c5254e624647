package io.keyvigil.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Key sets on loopback under {@code /healthy…}, {@code /hangs…}, which never answers, and {@code /fails…}, which answers 500. Notes
 * when each path was requested.
 */
public final class TroubledProviders implements AutoCloseable {

    private static final byte[] KEYS =
            SigningKeys.jwks(List.of(SigningKeys.ec("one"))).getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, List<Long>> requested = new ConcurrentHashMap<>();
    private final LoopbackServer server = new LoopbackServer("troubled-providers", Optional.empty(), this::answer);

    public int port() {
        return server.port();
    }

    /** When that path was requested, by {@link System#nanoTime()}. */
    public List<Long> requested(String path) {
        return requested.getOrDefault(path, List.of());
    }

    @Override
    public void close() {
        over.countDown();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requested.computeIfAbsent(path, first -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
        if (path.startsWith("/hangs")) {
            hang();
        }
        exchange.sendResponseHeaders(path.startsWith("/fails") ? 500 : 200, KEYS.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(KEYS);
        }
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
