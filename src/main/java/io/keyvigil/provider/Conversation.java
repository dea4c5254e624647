package io.keyvigil.provider;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests for one document, under one deadline. An unfinished request is canceled then, which closes the connection
 * (or resets the HTTP/2 stream).
 */
final class Conversation {

    private final HttpClients clients;
    private final PooledClient client;
    private final Clock clock;
    private final Duration deadline;
    private final long begunNanos = System.nanoTime();
    private final Instant begun;

    Conversation(HttpClients clients, PooledClient client, Clock clock, Duration deadline) {
        this.clients = clients;
        this.client = client;
        this.clock = clock;
        this.deadline = deadline;
        this.begun = clock.instant();
    }

    Instant begun() {
        return begun;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** Allows requests to any host. */
    Outcome<Reply> send(HttpRequest request, HttpAddress address) {
        return send(request, address, Reach.ANYWHERE);
    }

    Outcome<Reply> send(HttpRequest request, HttpAddress address, Reach reach) {
        try {
            return clients.route().of(request, address, reach, remaining()).then(routed -> exchange(routed, address));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return stopped(address);
        }
    }

    private Outcome<Reply> exchange(HttpRequest request, HttpAddress address) {
        Instant asked = clock.instant();
        long askedNanos = System.nanoTime();
        AtomicLong answeredNanos = new AtomicLong(askedNanos);
        CompletableFuture<HttpResponse<Optional<byte[]>>> response = client.http()
                .sendAsync(request, headers -> {
                    answeredNanos.set(System.nanoTime());
                    return new BoundedBody();
                });
        return await(response, address).map(answer -> {
            Reply reply = new Reply(answer, asked, Duration.ofNanos(answeredNanos.get() - askedNanos));
            client.answered(reply, address);
            return reply;
        });
    }

    private Outcome<HttpResponse<Optional<byte[]>>> await(
            CompletableFuture<HttpResponse<Optional<byte[]>>> response, HttpAddress address) {
        try {
            return Outcome.of(response.get(remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            response.cancel(true);
            if (client.mayHoldDeadConnection(address)) {
                clients.forget(client);
            }
            return Outcome.flawed(
                    FetchFailure.TIMEOUT, "no whole answer within " + deadline.toMillis() + " ms: " + address);
        } catch (ExecutionException failed) {
            return new Outcome.Flawed<>(NetworkFlaw.of(failed.getCause(), address));
        } catch (InterruptedException stopping) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return stopped(address);
        }
    }

    private Duration remaining() {
        return deadline.minus(took());
    }

    private static <T> Outcome<T> stopped(HttpAddress address) {
        return Outcome.flawed(FetchFailure.CONNECTION_LOST, "given up while shutting down: " + address);
    }
}
