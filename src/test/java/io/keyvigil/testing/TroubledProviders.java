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
 * Key sets on loopback under {@code /healthy…}, {@code /changes…}, whose key is another after every tenth request, {@code /hangs…},
 * which never answers, and {@code /fails…}, which answers 500. Notes when each path was requested.
 */
public final class TroubledProviders implements AutoCloseable {

    private static final int REQUESTS_A_KEY = 10;
    private static final byte[] KEYS = keys("one");
    private static final byte[] OTHER_KEYS = keys("two");

    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, List<Long>> requested = new ConcurrentHashMap<>();
    private final LoopbackServer server = new LoopbackServer("troubled-providers", Optional.empty(), this::answer);

    private static byte[] keys(String kid) {
        return SigningKeys.jwks(List.of(SigningKeys.ec(kid))).getBytes(StandardCharsets.UTF_8);
    }

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
        List<Long> requests = requested.computeIfAbsent(path, first -> new CopyOnWriteArrayList<>());
        requests.add(System.nanoTime());
        if (path.startsWith("/hangs")) {
            hang();
        }
        boolean isChanged = path.startsWith("/changes") && requests.size() / REQUESTS_A_KEY % 2 == 1;
        byte[] keys = isChanged ? OTHER_KEYS : KEYS;
        exchange.sendResponseHeaders(path.startsWith("/fails") ? 500 : 200, keys.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(keys);
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
