package io.keyvigil.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A time server on loopback that is right, of stratum 2, until told otherwise. It can be all that a real one will not be. Every
 * verb takes effect with the next request.
 */
public final class FakeNtpServer implements AutoCloseable {

    private static final int OCTETS = 48;
    private static final int REFERENCE_AT = 16;
    private static final int ORIGINATE_AT = 24;
    private static final int RECEIVE_AT = 32;
    private static final int TRANSMIT_AT = 40;
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final int NANOS_A_SECOND = 1_000_000_000;

    private final DatagramSocket socket;
    private final Clock clock;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;
    private volatile UnaryOperator<ByteBuffer> change = UnaryOperator.identity();
    private volatile int octets = OCTETS;
    private volatile Duration slowness = Duration.ZERO;
    private volatile Duration claimed = Duration.ZERO;
    private volatile int forged;
    private volatile boolean silent;
    private volatile boolean elsewhere;

    private FakeNtpServer(InetAddress address, Clock clock) {
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.clock = clock;
        Thread thread = new Thread(this::serve, "fake-ntp-server");
        thread.setDaemon(true);
        thread.start();
    }

    public static FakeNtpServer start() {
        return start("127.0.0.1", Clock.systemUTC());
    }

    public static FakeNtpServer start(String address, Clock clock) {
        try {
            return new FakeNtpServer(InetAddress.getByName(address), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a watch list names it. */
    public String name() {
        InetAddress address = socket.getLocalAddress();
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getLocalPort();
    }

    /** Every request, the first one first. */
    public List<byte[]> requests() {
        return List.copyOf(requests);
    }

    /** From which ports they came. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Has a clock that is that much ahead of the right one. */
    public FakeNtpServer runAhead(Duration by) {
        ahead = by;
        return this;
    }

    public FakeNtpServer stratum(int stratum) {
        return changing(answer -> answer.put(1, (byte) stratum));
    }

    public FakeNtpServer leap(int indicator) {
        return changing(answer -> answer.put(0, (byte) (indicator << 6 | 4 << 3 | 4)));
    }

    public FakeNtpServer mode(int mode) {
        return changing(answer -> answer.put(0, (byte) (4 << 3 | mode)));
    }

    public FakeNtpServer version(int version) {
        return changing(answer -> answer.put(0, (byte) (version << 3 | 4)));
    }

    /** Answers with a kiss-o'-death, not synchronized as real ones are. */
    public FakeNtpServer kiss(String code) {
        return changing(answer -> answer.put(0, (byte) (3 << 6 | 4 << 3 | 4))
                .put(1, (byte) 0)
                .put(12, code.getBytes(StandardCharsets.ISO_8859_1), 0, 4));
    }

    public FakeNtpServer rootDelay(Duration delay) {
        return changing(answer -> answer.putInt(4, shortFormat(delay)));
    }

    public FakeNtpServer rootDispersion(Duration dispersion) {
        return changing(answer -> answer.putInt(8, shortFormat(dispersion)));
    }

    /** Says that its own time was set later than it sends the answer. */
    public FakeNtpServer referenceAhead() {
        return changing(answer -> answer.putLong(REFERENCE_AT, answer.getLong(TRANSMIT_AT) + (1L << 32)));
    }

    /** Answers somebody else's request. */
    public FakeNtpServer answerAnother() {
        return changing(answer -> answer.putLong(ORIGINATE_AT, answer.getLong(ORIGINATE_AT) ^ 1));
    }

    public FakeNtpServer withoutReceiveTime() {
        return changing(answer -> answer.putLong(RECEIVE_AT, 0));
    }

    public FakeNtpServer withoutTransmitTime() {
        return changing(answer -> answer.putLong(TRANSMIT_AT, 0));
    }

    public FakeNtpServer sendBeforeReceiving() {
        return changing(answer -> answer.putLong(TRANSMIT_AT, answer.getLong(RECEIVE_AT) - (1L << 24)));
    }

    /** Says that it took that long, although it answered at once: more than the whole exchange took. */
    public FakeNtpServer claimToHaveTaken(Duration time) {
        claimed = time;
        return this;
    }

    /** Sends so many octets: the first of the answer, or the answer and zeros. */
    public FakeNtpServer octets(int sent) {
        octets = sent;
        return this;
    }

    /** Waits before each answer, and says so in its timestamps. */
    public FakeNtpServer answerSlowly(Duration delay) {
        slowness = delay;
        return this;
    }

    public FakeNtpServer answerFromAnotherPort() {
        elsewhere = true;
        return this;
    }

    /** Sends so many forged answers before the true one. */
    public FakeNtpServer flood(int datagrams) {
        forged = datagrams;
        return this;
    }

    public FakeNtpServer fallSilent() {
        silent = true;
        return this;
    }

    /** Is right again, and answers as it should. */
    public FakeNtpServer recover() {
        change = UnaryOperator.identity();
        silent = false;
        return this;
    }

    @Override
    public void close() {
        socket.close();
    }

    private FakeNtpServer changing(UnaryOperator<ByteBuffer> changed) {
        change = changed;
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[1_024];
        while (!socket.isClosed()) {
            try {
                DatagramPacket request = new DatagramPacket(buffer, buffer.length);
                socket.receive(request);
                Instant received = now();
                byte[] asked = Arrays.copyOf(request.getData(), request.getLength());
                requests.add(asked);
                ports.add(request.getPort());
                if (!silent) {
                    answer(ByteBuffer.wrap(asked), received, request);
                }
            } catch (IOException closed) {
                // A closed socket ends the loop; anything else is the client's to notice.
            }
        }
    }

    private void answer(ByteBuffer asked, Instant received, DatagramPacket to) throws IOException {
        for (int i = 0; i < forged; i++) {
            send(answer(received).putLong(ORIGINATE_AT, i), to, socket);
        }
        LockSupport.parkNanos(slowness.toNanos());
        ByteBuffer answer = change.apply(answer(received).putLong(ORIGINATE_AT, asked.getLong(TRANSMIT_AT)));
        if (elsewhere) {
            try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(socket.getLocalAddress(), 0))) {
                send(answer, to, other);
            }
        } else {
            send(answer, to, socket);
        }
    }

    private ByteBuffer answer(Instant received) {
        return ByteBuffer.allocate(OCTETS)
                .put(0, (byte) (4 << 3 | 4))
                .put(1, (byte) 2)
                .put(3, (byte) -20)
                .putInt(4, shortFormat(Duration.ofMillis(2)))
                .putInt(8, shortFormat(Duration.ofMillis(1)))
                .putLong(REFERENCE_AT, timestamp(received.minusSeconds(10)))
                .putLong(RECEIVE_AT, timestamp(received))
                .putLong(TRANSMIT_AT, timestamp(now().plus(claimed)));
    }

    private void send(ByteBuffer answer, DatagramPacket to, DatagramSocket from) throws IOException {
        from.send(new DatagramPacket(Arrays.copyOf(answer.array(), octets), octets, to.getSocketAddress()));
    }

    private Instant now() {
        return clock.instant().plus(ahead);
    }

    private static long timestamp(Instant instant) {
        long seconds = instant.getEpochSecond() + SECONDS_FROM_1900_TO_1970;
        return seconds << 32 | ((long) instant.getNano() << 32) / NANOS_A_SECOND;
    }

    private static int shortFormat(Duration duration) {
        return (int) (duration.toMillis() * (1 << 16) / 1_000);
    }
}
