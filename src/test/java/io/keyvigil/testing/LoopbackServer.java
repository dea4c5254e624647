package io.keyvigil.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP/1.1 server on a free port of loopback, plain or with TLS, that can go down and come back there. */
final class LoopbackServer implements AutoCloseable {

    private final ExecutorService threads;
    private final Optional<SSLContext> tls;
    private final HttpHandler handler;
    private HttpServer server;

    /** @param name of its threads */
    LoopbackServer(String name, Optional<SSLContext> tls, HttpHandler handler) {
        this.threads = Executors.newCachedThreadPool(work -> daemon(work, name));
        this.tls = tls;
        this.handler = handler;
        this.server = listen(0);
    }

    synchronized int port() {
        return server.getAddress().getPort();
    }

    /** Refuses connections. */
    synchronized void goDown() {
        server.stop(0);
    }

    /** Listens again, at the same address. */
    synchronized void comeBack() {
        server = listen(port());
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer listening = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
            listening.setExecutor(threads);
            listening.createContext("/", handler);
            listening.start();
            return listening;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        return secure;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
