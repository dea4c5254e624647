package io.keyvigil.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A scraper that stops after the first MiB of {@code GET /metrics}, so that what the program holds for it can be seen. */
record HalfReadPage(Socket socket) implements AutoCloseable {

    private static final int BEGINNING = 1 << 20;

    static HalfReadPage of(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readNBytes(BEGINNING);
        return new HalfReadPage(socket);
    }

    /** How long the page was. */
    long readToTheEnd() throws IOException {
        InputStream rest = socket.getInputStream();
        long octets = BEGINNING;
        byte[] chunk = new byte[BEGINNING];
        for (int read = rest.read(chunk); read >= 0; read = rest.read(chunk)) {
            octets += read;
        }
        return octets;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
