package io.keyvigil.ntp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * An SNTP client, version 4 (RFC 5905 section 14).
 *
 * <ol>
 *   <li>Each request has a socket of its own, at a random port (RFC 9109), and 64 random bits in place of its transmit
 *       timestamp, against forged responses from outside of the path and readers of this clock on it.
 *   <li>The socket is connected: datagrams of other senders never reach it.
 *   <li>Names are resolved for each request on the executor; nothing else blocks.
 * </ol>
 */
final class SntpClient implements TimeServerClient {

    private final MonotonicClock clock;
    private final Executor resolving;
    private final ExchangeLoop loop;
    private final SecureRandom random = new SecureRandom();

    SntpClient(MonotonicClock clock, Executor resolving, ThreadFactory threads) {
        this.clock = clock;
        this.resolving = resolving;
        this.loop = new ExchangeLoop(clock, threads);
    }

    @Override
    public void ask(String server, int attempt, Consumer<NtpResult> listener) {
        try {
            resolving.execute(() -> begin(ServerAddress.parse(server), attempt, listener));
        } catch (RejectedExecutionException e) {
            listener.accept(NtpResult.Unanswered.of(NtpFailure.NO_ROUTE));
        }
    }

    private void begin(ServerAddress server, int attempt, Consumer<NtpResult> listener) {
        NtpFailure failure = NtpFailure.DNS;
        try {
            for (InetSocketAddress address : server.resolve(attempt)) {
                if (connected(address, listener)) {
                    return;
                }
                failure = NtpFailure.NO_ROUTE;
            }
        } catch (UnknownHostException e) {
            failure = NtpFailure.DNS;
        }
        listener.accept(NtpResult.Unanswered.of(failure));
    }

    private boolean connected(InetSocketAddress address, Consumer<NtpResult> listener) {
        try {
            loop.add(Exchange.with(address, random.nextLong(), clock, listener));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
