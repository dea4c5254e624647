package io.keyvigil.real;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client's connection on loopback that sends what no proper client would, or not all of it, or reads nothing. */
final class RawConnection implements AutoCloseable {

    private static final int SMALL_WINDOW = 4 * 1024;
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final int STATUS_AT = 9;
    private static final int STATUS_LENGTH = 3;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection to(int port) throws IOException {
        return connected(new Socket(), port);
    }

    /** The system of this client takes little of an answer that is not read. */
    static RawConnection withSmallWindow(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        return connected(socket, port);
    }

    /** The client has this address of the machine. */
    static RawConnection from(String address, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        return connected(socket, port);
    }

    private static RawConnection connected(Socket socket, int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
        return new RawConnection(socket);
    }

    /** Sends a text of ISO 8859-1; false if the connection is closed. */
    boolean send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Half-closes the connection: nothing more is sent. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Sends a request without a body and reads the whole answer. */
    static RawAnswer get(int port, String path, Duration patience) throws IOException {
        return exchange(port, "GET " + path, "", patience, "Host: localhost");
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param target method and path
     * @param body a text of ISO 8859-1
     */
    static RawAnswer exchange(int port, String target, String body, Duration patience, String... headers)
            throws IOException {
        try (RawConnection connection = to(port)) {
            connection.send(target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body);
            return connection.answer(patience);
        }
    }

    /** Returns whether an answer begins. */
    boolean hasAnswer() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Reads the status of the next answer and nothing else; 0 if none comes in that time. */
    int status(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            byte[] line = socket.getInputStream().readNBytes(STATUS_AT + STATUS_LENGTH);
            return status(new StringBuilder(new String(line, StandardCharsets.ISO_8859_1)));
        } catch (IOException none) {
            return 0;
        }
    }

    /** Reads until the server closes the connection, or for so long. */
    RawAnswer answer(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                text.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
            }
            return new RawAnswer(status(text), text.toString(), true);
        } catch (SocketTimeoutException stillOpen) {
            return new RawAnswer(status(text), text.toString(), false);
        } catch (IOException reset) {
            return new RawAnswer(status(text), text.toString(), true);
        }
    }

    private static int status(StringBuilder text) {
        return text.length() < STATUS_AT + STATUS_LENGTH
                ? 0
                : Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + STATUS_LENGTH));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
