package io.keyvigil.ntp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request and its response. Not thread-safe: only the loop uses it once it is added.
 *
 * <ol>
 *   <li>A response that does not repeat the nonce is ignored; the true response may still arrive.
 *   <li>At most {@value #MOST_DATAGRAMS} datagrams are read, and only the header of each.
 *   <li>The time of the response is computed from the time of the request by the steady clock. Setting the wall clock in
 *       between has no effect.
 * </ol>
 */
final class Exchange {

    static final Duration LONGEST = Duration.ofMillis(1_500);
    static final int MOST_DATAGRAMS = 32;

    private final DatagramChannel channel;
    private final long nonce;
    private final MonotonicClock clock;
    private final Consumer<NtpResult> listener;
    private ClockReading sent;
    private int datagrams;
    private NtpFailure failure = NtpFailure.TIMEOUT;

    private Exchange(DatagramChannel channel, long nonce, MonotonicClock clock, Consumer<NtpResult> listener) {
        this.channel = channel;
        this.nonce = nonce;
        this.clock = clock;
        this.listener = listener;
    }

    static Exchange with(InetSocketAddress server, long nonce, MonotonicClock clock, Consumer<NtpResult> listener)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                server.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(null);
            channel.connect(server);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new Exchange(channel, nonce, clock, listener);
    }

    /** Sends the request; returns its outcome if it is known immediately. */
    Optional<NtpResult> begin(Selector selector) {
        try {
            channel.register(selector, SelectionKey.OP_READ, this);
            ByteBuffer request = NtpPacket.request(nonce);
            sent = clock.read();
            channel.write(request);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(failed(e));
        }
    }

    Instant deadline() {
        return sent.steady().plus(LONGEST);
    }

    /** Reads what has arrived; returns the outcome if it is known now. */
    Optional<NtpResult> read(ByteBuffer buffer) {
        Optional<NtpResult> outcome = Optional.empty();
        try {
            while (outcome.isEmpty() && channel.receive(buffer.clear()) != null) {
                outcome = received(buffer.flip(), clock.steady());
                datagrams++;
                if (outcome.isEmpty() && datagrams >= MOST_DATAGRAMS) {
                    outcome = Optional.of(unanswered());
                }
            }
        } catch (IOException e) {
            outcome = Optional.of(failed(e));
        }
        return outcome;
    }

    private Optional<NtpResult> received(ByteBuffer octets, Instant steady) {
        Optional<NtpPacket> packet = NtpPacket.decode(octets);
        if (packet.isEmpty()) {
            failure = NtpFailure.TRUNCATED;
        } else if (packet.get().originate() != nonce) {
            failure = NtpFailure.WRONG_ORIGINATE;
        } else {
            Instant arrived = sent.wall().plus(Duration.between(sent.steady(), steady));
            return Optional.of(ReplyCheck.judge(packet.get(), sent, arrived));
        }
        return Optional.empty();
    }

    /** The outcome at the deadline. */
    NtpResult unanswered() {
        return NtpResult.Unanswered.of(failure);
    }

    private static NtpResult failed(IOException e) {
        return NtpResult.Unanswered.of(
                e instanceof PortUnreachableException ? NtpFailure.PORT_CLOSED : NtpFailure.NO_ROUTE);
    }

    void end(NtpResult result) {
        try {
            channel.close();
        } catch (IOException e) {
            // The outcome is known, and nothing more can be done about the socket.
        }
        listener.accept(result);
    }
}
