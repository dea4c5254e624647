package io.keyvigil.api;

import io.keyvigil.admission.BodyBudget;
import io.keyvigil.admission.Connection;
import io.keyvigil.tenant.AsciiCase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.Optional;

/**
 * A request body during its transfer. The request continues with the complete body, or ends with 408, 413, 415 or 503. The bytes
 * of the body count in the {@link BodyBudget} until the request is processed.
 */
final class ArrivingBody {

    static final int MAX_BYTES = 1024 * 1024;

    static final Problem TOO_LARGE =
            Problem.of("too-large", "Content too large", 413, "a request's body has at most 1 MiB");

    private static final Problem TOO_SLOW =
            Problem.of("request-timeout", "Request timeout", 408, "a request has to arrive within 10 s");
    private static final Problem ENCODED = Problem.of(
            "unsupported-media-type", "Unsupported media type", 415, "a request's body is read without content coding");
    private static final Problem NO_ROOM = Problem.of(
            "unavailable", "Service unavailable", 503, "too many bytes of request bodies are under way; try again");

    private final RoutingContext context;
    private final Connection connection;
    private final EarlyAnswer answer;
    private final HeldBytes held;
    private Buffer body = Buffer.buffer();
    private long timer;
    private boolean ended;

    ArrivingBody(RoutingContext context, Connection connection, BodyBudget budget, EarlyAnswer answer) {
        this.context = context;
        this.connection = connection;
        this.answer = answer;
        this.held = HeldBytes.of(context, budget);
    }

    void collect() {
        HttpServerRequest request = context.request();
        if (!AsciiCase.same("identity", header(HttpHeaders.CONTENT_ENCODING, "identity"))) {
            answer.refuseBody(context, ENCODED);
            return;
        }
        timer = context.vertx().setTimer(Math.max(1, connection.timeLeft().toMillis()), late -> refuse(TOO_SLOW));
        context.addEndHandler(gone -> context.vertx().cancelTimer(timer));
        request.handler(this::add);
        request.endHandler(complete -> goOn());
        if (AsciiCase.same("100-continue", header(HttpHeaders.EXPECT, ""))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private String header(CharSequence name, String otherwise) {
        return Optional.ofNullable(context.request().getHeader(name)).orElse(otherwise);
    }

    private void add(Buffer piece) {
        if (ended) {
            return;
        }
        if (body.length() + piece.length() > MAX_BYTES) {
            refuse(TOO_LARGE);
        } else if (held.take(piece.length())) {
            body.appendBuffer(piece);
        } else {
            refuse(NO_ROOM);
        }
    }

    private void goOn() {
        if (!ended) {
            ended = true;
            context.vertx().cancelTimer(timer);
            connection.received();
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        }
    }

    private void refuse(Problem problem) {
        ended = true;
        body = Buffer.buffer();
        answer.refuseBody(context, problem);
    }
}
