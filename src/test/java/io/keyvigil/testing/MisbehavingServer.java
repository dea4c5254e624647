package io.keyvigil.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server on loopback that answers each connection's first request octet by octet as a test wants it. */
public final class MisbehavingServer implements AutoCloseable {

    /** Writes the whole answer; the connection is closed after it. */
    @FunctionalInterface
    public interface Script {
        void answer(Socket connection, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final boolean awaitsRequest;
    private final Script script;
    private final AtomicInteger abandoned = new AtomicInteger();

    private MisbehavingServer(String scheme, ServerSocketFactory sockets, boolean awaitsRequest, Script script) {
        this.scheme = scheme;
        this.awaitsRequest = awaitsRequest;
        this.script = script;
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static MisbehavingServer start(Script script) {
        return start("http", ServerSocketFactory.getDefault(), true, script);
    }

    /** Says this without having been asked, as a mail server does, and then only listens. */
    public static MisbehavingServer greeting(String text) {
        return start("http", ServerSocketFactory.getDefault(), false, (connection, out) -> {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }

    public static MisbehavingServer startWithTls(SSLContext tls, Script script) {
        return start("https", tls.getServerSocketFactory(), true, script);
    }

    private static MisbehavingServer start(
            String scheme, ServerSocketFactory sockets, boolean awaitsRequest, Script script) {
        MisbehavingServer server = new MisbehavingServer(scheme, sockets, awaitsRequest, script);
        daemon(server::accept);
        return server;
    }

    /** Sends the text as it is, status line and all. */
    public static MisbehavingServer sending(String answer) {
        return start((connection, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public String uri() {
        return scheme + "://127.0.0.1:" + listener.getLocalPort() + "/jwks";
    }

    /** How many connections the client closed before the script had come to its end. */
    public int abandoned() {
        return abandoned.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                daemon(() -> talk(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            if (awaitsRequest) {
                readRequest(connection);
            }
            script.answer(connection, connection.getOutputStream());
        } catch (IOException clientWent) {
            abandoned.incrementAndGet();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {}
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "misbehaving-server");
        thread.setDaemon(true);
        thread.start();
    }
}
