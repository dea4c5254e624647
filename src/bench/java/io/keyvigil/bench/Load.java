package io.keyvigil.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request again and again over {@value #CONNECTIONS} kept connections, each as soon as the answer to the one
 * before is there. Every answer has to be a 200 of an accepted token.
 */
record Load(int port, byte[] request) {

    static final int CONNECTIONS = 16;

    private static final String LENGTH = "content-length: ";

    /** The number of answers. */
    long run(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int n = 0; n < CONNECTIONS; n++) {
                counts.add(connections.submit(() -> untilThen(end)));
            }
            long answers = 0;
            for (Future<Long> count : counts) {
                answers += count.get();
            }
            return answers;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        } finally {
            connections.shutdown();
        }
    }

    private long untilThen(long end) throws IOException {
        long answers = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream answer = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                read(answer);
                answers++;
            }
        }
        return answers;
    }

    private static void read(InputStream answer) throws IOException {
        String status = line(answer);
        int length = -1;
        for (String header = line(answer); !header.isEmpty(); header = line(answer)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
        }
        String body = new String(answer.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 200") || !body.contains("accepted")) {
            throw new IOException("unexpected answer: " + status + " " + body);
        }
    }

    private static String line(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = answer.read(); octet != '\n'; octet = answer.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
