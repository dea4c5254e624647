package io.keyvigil.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Providers that publish one new key at every step and withdraw it {@value #STAY} steps later. No key comes back, so each must
 * be told of as added once and as withdrawn once. They note when their keys are asked for.
 */
final class SteppingProviders implements AutoCloseable {

    static final int STAY = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, Provider> providers = new TreeMap<>();

    SteppingProviders(int count) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        for (int i = 0; i < count; i++) {
            Provider provider = new Provider(
                    "t" + i, "http://127.0.0.1:" + server.getAddress().getPort() + "/t" + i);
            providers.put(provider.name, provider);
            server.createContext("/t" + i + "/.well-known/openid-configuration", provider::discovery);
            server.createContext("/t" + i + "/jwks", provider::jwks);
        }
        server.start();
    }

    Map<String, Provider> byTenant() {
        return providers;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** One of them. */
    static final class Provider {

        private final String name;
        private final String issuer;
        private final List<String> kids = new ArrayList<>();
        private final List<Long> asked = new ArrayList<>();

        private Provider(String name, String issuer) {
            this.name = name;
            this.issuer = issuer;
            step();
        }

        String issuer() {
            return issuer;
        }

        synchronized void step() {
            kids.add(name + "-" + kids.size());
        }

        /** Those that came after the first, the oldest first. */
        synchronized List<String> added() {
            return List.copyOf(kids.subList(1, kids.size()));
        }

        /** The oldest first. */
        synchronized List<String> withdrawn() {
            return List.copyOf(kids.subList(0, Math.max(0, kids.size() - STAY)));
        }

        synchronized List<String> published() {
            return List.copyOf(kids.subList(Math.max(0, kids.size() - STAY), kids.size()));
        }

        /** How often its keys were asked for. */
        synchronized int polls() {
            return asked.size();
        }

        /** When its keys were first asked for after a moment, both by the monotonic clock. */
        synchronized OptionalLong firstAskedAfter(long moment) {
            return asked.stream()
                    .mapToLong(Long::longValue)
                    .filter(at -> at > moment)
                    .findFirst();
        }

        /** The longest time between two polls, until now. */
        synchronized Duration longestGap(long since) {
            List<Long> moments =
                    new ArrayList<>(asked.stream().filter(at -> at > since).toList());
            moments.add(0, since);
            moments.add(System.nanoTime());
            long longest = 0;
            for (int i = 1; i < moments.size(); i++) {
                longest = Math.max(longest, moments.get(i) - moments.get(i - 1));
            }
            return Duration.ofNanos(longest);
        }

        private void discovery(HttpExchange exchange) throws IOException {
            answer(exchange, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"}");
        }

        private void jwks(HttpExchange exchange) throws IOException {
            List<SigningKey> keys;
            synchronized (this) {
                asked.add(System.nanoTime());
                keys = published().stream().map(SigningKeys::ec).toList();
            }
            answer(exchange, SigningKeys.jwks(keys));
        }

        private static void answer(HttpExchange exchange, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }
}
