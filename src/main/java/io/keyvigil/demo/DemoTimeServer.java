package io.keyvigil.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A time server on loopback (RFC 5905 section 7.3, server mode) whose clock can differ from this machine's. */
public final class DemoTimeServer implements AutoCloseable {

    private static final int OCTETS = 48;
    private static final int TRANSMIT_AT = 40;
    private static final byte SYNCHRONIZED_SERVER = 4 << 3 | 4;
    private static final byte STRATUM = 2;
    private static final byte PRECISION = -20;
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOSECONDS = 1_000_000_000L;

    private final DatagramSocket socket;
    private final Clock clock;
    private volatile Duration behind = Duration.ZERO;

    private DemoTimeServer(DatagramSocket socket, Clock clock) {
        this.socket = socket;
        this.clock = clock;
    }

    /** Starts on a free port of the loopback address. */
    public static DemoTimeServer start(Clock clock) throws IOException {
        DemoTimeServer server = new DemoTimeServer(
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), clock);
        Thread thread = new Thread(server::serve, "demo-time-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Its name in a watch list. */
    public String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Makes this machine's clock appear to be ahead of the actual time. */
    public void fallBehind(Duration by) {
        behind = by;
    }

    Duration behind() {
        return behind;
    }

    private void serve() {
        byte[] buffer = new byte[OCTETS];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, OCTETS);
                socket.receive(packet);
                long received = timestamp();
                long asked = ByteBuffer.wrap(buffer).getLong(TRANSMIT_AT);
                byte[] answer = answer(asked, received);
                socket.send(new DatagramPacket(answer, OCTETS, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(long asked, long received) {
        return ByteBuffer.allocate(OCTETS)
                .put(SYNCHRONIZED_SERVER)
                .put(STRATUM)
                .put((byte) 0)
                .put(PRECISION)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putLong(received)
                .putLong(asked)
                .putLong(received)
                .putLong(timestamp())
                .array();
    }

    private long timestamp() {
        Instant now = clock.instant().minus(behind);
        return (now.getEpochSecond() + SECONDS_FROM_1900_TO_1970) << 32 | ((long) now.getNano() << 32) / NANOSECONDS;
    }

    @Override
    public void close() {
        socket.close();
    }
}
