package io.keyvigil.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook on loopback that keeps what Alertmanager sends it. */
final class AlertInbox implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<AlertNotice> notices = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private AlertInbox(HttpServer server) {
        this.server = server;
    }

    static AlertInbox open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AlertInbox inbox = new AlertInbox(server);
        server.createContext("/", inbox::receive);
        server.start();
        return inbox;
    }

    private void receive(HttpExchange exchange) throws IOException {
        Instant arrived = Instant.now();
        try (exchange) {
            for (JsonNode alert : JSON.readTree(exchange.getRequestBody()).path("alerts")) {
                notices.add(new AlertNotice(arrived, alert));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** In the order of their arrival. */
    List<AlertNotice> notices() {
        return List.copyOf(notices);
    }

    /** The first that says that this began to fire. */
    Optional<AlertNotice> fired(String subject) {
        return notices.stream()
                .filter(AlertNotice::firing)
                .filter(notice -> notice.subject().equals(subject))
                .findFirst();
    }

    /** The first that says that this is over. */
    Optional<AlertNotice> resolved(String subject) {
        return notices.stream()
                .filter(notice -> !notice.firing())
                .filter(notice -> notice.subject().equals(subject))
                .findFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
