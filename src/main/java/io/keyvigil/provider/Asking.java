package io.keyvigil.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The request for one document, from the first address through redirects to the response. */
final class Asking {

    private final DocumentRequest document;
    private final Conversation conversation;
    private final RequestHeaders headers;
    private final int mostRedirects;

    Asking(DocumentRequest document, Conversation conversation, RequestHeaders headers, int mostRedirects) {
        this.headers = headers;
        this.mostRedirects = mostRedirects;
        this.document = document;
        this.conversation = conversation;
    }

    Answer ask() {
        return follow(document.address(), 0, Optional.empty());
    }

    private Answer follow(HttpAddress address, int redirects, Optional<Instant> notAfter) {
        return conversation
                .send(headers.build(document, address), address, document.reach())
                .fold(
                        reply -> received(reply, address, redirects, earliest(notAfter, reply.tlsNotAfter())),
                        flaw -> new Answer.Refused(Optional.empty(), flaw));
    }

    private Answer received(Reply reply, HttpAddress address, int redirects, Optional<Instant> notAfter) {
        if (!Redirect.isOne(reply.status())) {
            return answered(reply, address, notAfter);
        }
        if (redirects == mostRedirects) {
            return refused(reply, notAfter, oneTooMany(address));
        }
        return Redirect.target(address, reply.headers().firstValue("Location"))
                .fold(next -> follow(next, redirects + 1, notAfter), flaw -> refused(reply, notAfter, flaw));
    }

    private Flaw oneTooMany(HttpAddress address) {
        return mostRedirects == 0
                ? new Flaw(FetchFailure.REDIRECT_REFUSED, "a redirect, and none is followed here: " + address)
                : new Flaw(
                        FetchFailure.TOO_MANY_REDIRECTS,
                        "more than " + mostRedirects + " redirects, the last from " + address);
    }

    private Answer answered(Reply reply, HttpAddress address, Optional<Instant> notAfter) {
        if (reply.status() == 304 && document.validators().present()) {
            return new Answer.Unchanged(exchange(reply, 0, notAfter));
        }
        if (reply.status() != 200) {
            String detail = "status " + reply.status() + " from " + address;
            Optional<Duration> retryAfter = RetryAfter.of(reply.headers(), reply.received());
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
                CacheDirectives.of(reply.headers(), reply.received()),
                notAfter,
                ServerClock.of(reply.headers(), reply.asked(), reply.roundTrip()));
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Instant::compareTo);
    }
}
