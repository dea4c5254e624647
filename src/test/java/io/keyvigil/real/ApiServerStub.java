package io.keyvigil.real;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Exports of a watched issuer, as kube-apiserver does, the hash of a key set that nobody publishes any more. */
final class ApiServerStub implements AutoCloseable {

    private final HttpServer server;
    private volatile String page = "";

    private ApiServerStub(HttpServer server) {
        this.server = server;
    }

    static ApiServerStub start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ApiServerStub stub = new ApiServerStub(server);
        server.createContext("/metrics", exchange -> {
            byte[] body = stub.page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return stub;
    }

    /** From now on it tells of that issuer. */
    void holdOldKeysOf(String issuerHash) {
        page = "apiserver_authentication_jwt_authenticator_jwks_fetch_last_key_set_info{apiserver_id_hash=\"sha256:1\","
                + "hash=\"sha256:0\",jwt_issuer_hash=\"" + issuerHash + "\"} 1\n";
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
