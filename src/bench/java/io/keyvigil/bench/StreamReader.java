package io.keyvigil.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the stream of changes for 2 to 22 seconds and leaves, by turns with and without an orderly end, and comes back. Each
 * reader has an address of its own on loopback.
 */
final class StreamReader implements Runnable {

    private static final byte[] REQUEST =
            "GET /api/v1/changes HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long LEAST_MILLIS = 2_000;
    private static final int SPREAD_MILLIS = 20_000;
    private static final int FIRST_ADDRESS = 2;
    private static final int BUFFER_BYTES = 4_096;

    private final int port;
    private final int number;
    private final AtomicLong streams;
    private final Random random;

    /** @param streams counts those that were read */
    StreamReader(int port, int number, AtomicLong streams) {
        this.port = port;
        this.number = number;
        this.streams = streams;
        this.random = new Random(number);
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                read(System.nanoTime() + (LEAST_MILLIS + random.nextInt(SPREAD_MILLIS)) * 1_000_000L);
            } catch (IOException refused) {
                Thread.onSpinWait();
            }
        }
    }

    private void read(long untilNanos) throws IOException {
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (FIRST_ADDRESS + number)});
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(own, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            if (random.nextBoolean()) {
                socket.setSoLinger(true, 0);
            }
            OutputStream out = socket.getOutputStream();
            out.write(REQUEST);
            byte[] buffer = new byte[BUFFER_BYTES];
            int octets = 1;
            while (octets > 0
                    && System.nanoTime() < untilNanos
                    && !Thread.currentThread().isInterrupted()) {
                octets = read(socket, buffer);
            }
            if (octets > 0) {
                streams.incrementAndGet();
            }
        }
    }

    /** At least 1 unless the stream has ended. */
    private static int read(Socket socket, byte[] buffer) throws IOException {
        socket.setSoTimeout(1_000);
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException quiet) {
            return 1;
        }
    }
}
