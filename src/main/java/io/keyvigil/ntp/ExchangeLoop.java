package io.keyvigil.ntp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends and receives for all exchanges on one thread, which lives only while an answer is awaited: between checks nothing of it
 * is left.
 */
final class ExchangeLoop {

    private static final Logger LOG = Logger.getLogger(ExchangeLoop.class);

    private final MonotonicClock clock;
    private final ThreadFactory threads;
    private final List<Exchange> arriving = new ArrayList<>();
    private Optional<Selector> running = Optional.empty();

    ExchangeLoop(MonotonicClock clock, ThreadFactory threads) {
        this.clock = clock;
        this.threads = threads;
    }

    /** Has the exchange begun at once and ended within {@link Exchange#LONGEST}. */
    synchronized void add(Exchange exchange) throws IOException {
        if (running.isEmpty()) {
            Selector selector = Selector.open();
            running = Optional.of(selector);
            threads.newThread(() -> run(selector)).start();
        }
        arriving.add(exchange);
        running.get().wakeup();
    }

    private void run(Selector selector) {
        try (selector) {
            serve(selector);
        } catch (IOException e) {
            LOG.debugf("event=ntp-selector-unclosed reason=\"%s\"", e.getMessage());
        }
    }

    private void serve(Selector selector) {
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(NtpPacket.OCTETS);
            while (takeUp(selector)) {
                selector.select(key -> read(key, buffer), untilFirstDeadline(selector));
                endOverdue(selector);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("event=ntp-broken", e);
            giveUp(selector);
        }
    }

    /** Starts new requests; returns false if nothing is left to do, and this thread then ends. */
    private boolean takeUp(Selector selector) {
        for (Exchange exchange : arrived()) {
            exchange.begin(selector).ifPresent(exchange::end);
        }
        synchronized (this) {
            boolean more = !arriving.isEmpty() || open(selector).findAny().isPresent();
            if (!more) {
                running = Optional.empty();
            }
            return more;
        }
    }

    private synchronized List<Exchange> arrived() {
        List<Exchange> arrived = List.copyOf(arriving);
        arriving.clear();
        return arrived;
    }

    private static Stream<Exchange> open(Selector selector) {
        return selector.keys().stream()
                .filter(SelectionKey::isValid)
                .map(SelectionKey::attachment)
                .map(Exchange.class::cast);
    }

    private static void read(SelectionKey key, ByteBuffer buffer) {
        Exchange exchange = (Exchange) key.attachment();
        exchange.read(buffer).ifPresent(exchange::end);
    }

    /** In milliseconds, at least 1: zero would wait without end. */
    private long untilFirstDeadline(Selector selector) {
        Instant now = clock.steady();
        return open(selector)
                .map(exchange -> Duration.between(now, exchange.deadline()).toMillis())
                .min(Comparator.naturalOrder())
                .map(wait -> Math.max(1, wait))
                .orElse(1L);
    }

    private void endOverdue(Selector selector) {
        Instant now = clock.steady();
        open(selector)
                .filter(exchange -> !now.isBefore(exchange.deadline()))
                .toList()
                .forEach(exchange -> exchange.end(exchange.unanswered()));
    }

    private void giveUp(Selector selector) {
        List<Exchange> lost;
        synchronized (this) {
            lost = Stream.concat(open(selector), arriving.stream()).toList();
            arriving.clear();
            running = Optional.empty();
        }
        lost.forEach(exchange -> exchange.end(NtpResult.Unanswered.of(NtpFailure.NO_ROUTE)));
    }
}
