package io.keyvigil.provider;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for one document.
 *
 * <ol>
 *   <li>Redirects and body included it takes no longer than the deadline.
 *   <li>The body is at most 1 MiB, on the line and after decompression.
 *   <li>At most 3 redirects are followed, never from {@code https} to {@code http}.
 * </ol>
 */
final class Exchanger {

    private final Clock clock;
    private final HttpClients clients;
    private final RequestHeaders headers;
    private final Duration deadline;

    Exchanger(Clock clock, HttpClients clients, RequestHeaders headers, Duration deadline) {
        this.clock = clock;
        this.clients = clients;
        this.headers = headers;
        this.deadline = deadline;
    }

    Answer ask(DocumentRequest document) {
        return clients.trusting(document.ca())
                .fold(client -> ask(document, client), flaw -> new Answer.Refused(Optional.empty(), flaw));
    }

    private Answer ask(DocumentRequest document, HttpClient client) {
        Conversation conversation = new Conversation(client, clock, deadline);
        Answer answer = new Asking(document, conversation).follow(document.address(), 0, Optional.empty());
        if (answer instanceof Answer.Refused refused && refused.flaw().reason() == FetchFailure.TIMEOUT) {
            // A pooled HTTP/2 connection that died silently would make every later request time out too.
            clients.forget(client);
        }
        return answer;
    }

    private final class Asking {

        private final DocumentRequest document;
        private final Conversation conversation;

        Asking(DocumentRequest document, Conversation conversation) {
            this.document = document;
            this.conversation = conversation;
        }

        Answer follow(HttpAddress address, int redirects, Optional<Instant> notAfter) {
            return conversation
                    .send(headers.build(document, address), address)
                    .fold(
                            reply -> received(reply, address, redirects, earliest(notAfter, reply.tlsNotAfter())),
                            flaw -> new Answer.Refused(Optional.empty(), flaw));
        }

        private Answer received(Reply reply, HttpAddress address, int redirects, Optional<Instant> notAfter) {
            if (!Redirect.isOne(reply.status())) {
                return answered(reply, address, notAfter);
            }
            if (redirects == Redirect.MAXIMUM) {
                Flaw flaw =
                        new Flaw(FetchFailure.TOO_MANY_REDIRECTS, "more than 3 redirects, the last from " + address);
                return refused(reply, notAfter, flaw);
            }
            return Redirect.target(address, reply.headers().firstValue("Location"))
                    .fold(next -> follow(next, redirects + 1, notAfter), flaw -> refused(reply, notAfter, flaw));
        }

        private Answer answered(Reply reply, HttpAddress address, Optional<Instant> notAfter) {
            if (reply.status() == 304 && document.validators().present()) {
                return new Answer.Unchanged(exchange(reply, 0, notAfter));
            }
            if (reply.status() != 200) {
                String detail = "status " + reply.status() + " from " + address;
                Optional<Duration> retryAfter = RetryAfter.of(reply.headers(), clock.instant());
                return refused(reply, notAfter, new Flaw(FetchFailure.STATUS, detail, retryAfter));
            }
            return ContentCoding.decode(
                            reply.headers().allValues("Content-Encoding"),
                            reply.response().body())
                    .fold(
                            body -> new Answer.Content(exchange(reply, body.length, notAfter), body),
                            flaw -> refused(reply, notAfter, new Flaw(flaw.reason(), flaw.detail() + ": " + address)));
        }

        private Answer refused(Reply reply, Optional<Instant> notAfter, Flaw flaw) {
            return new Answer.Refused(Optional.of(exchange(reply, 0, notAfter)), flaw);
        }

        private Exchange exchange(Reply reply, int bytes, Optional<Instant> notAfter) {
            Validators sent = reply.status() == 304 ? document.validators() : Validators.NONE;
            return new Exchange(
                    document.address().toString(),
                    conversation.begun(),
                    conversation.took(),
                    reply.status(),
                    bytes,
                    reply.protocol(),
                    Validators.of(reply.headers()).or(sent),
                    CacheDirectives.of(reply.headers(), reply.asked().plus(reply.roundTrip())),
                    notAfter,
                    ServerClock.of(reply.headers(), reply.asked(), reply.roundTrip()));
        }
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Instant::compareTo);
    }
}
