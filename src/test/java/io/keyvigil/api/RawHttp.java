package io.keyvigil.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request as it is written, for addresses that no proper client would send. */
record RawHttp(int status, String head, String body) {

    static RawHttp post(int port, String target, String body) throws IOException {
        return sent(port, target, body.length(), body);
    }

    /** Says how long the body will be and sends none. */
    static RawHttp announced(int port, String target, int length) throws IOException {
        return sent(port, target, length, "");
    }

    private static RawHttp sent(int port, String target, int length, String body) throws IOException {
        String request = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                + "Content-Type: text/plain\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n"
                + body;
        return sent(port, request);
    }

    /** The request line and the header fields, parted by line feeds; the connection is to end with the answer. */
    static RawHttp lines(int port, String... lines) throws IOException {
        return sent(port, String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    private static RawHttp sent(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("localhost"), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new RawHttp(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end));
        }
    }
}
