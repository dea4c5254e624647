package io.keyvigil.api;

import io.keyvigil.admission.BodyBudget;
import io.keyvigil.admission.Connection;
import io.keyvigil.admission.Connections;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Receives each request on the event loop. A request continues when its body is complete: a slow client occupies no thread.
 * Bodies are read after {@link Protection}, which reads none.
 */
@Singleton
final class Arrivals {

    /** Runs before {@link Protection}, which treats all bodies alike. */
    private static final int FIRST_OF_ALL = 2_000;

    private static final int AFTER_PROTECTION = 500;

    private final Connections connections;
    private final BodyBudget budget;
    private final EarlyAnswer answer;

    Arrivals(Connections connections, BodyBudget budget, EarlyAnswer answer) {
        this.connections = connections;
        this.budget = budget;
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::begin, FIRST_OF_ALL);
        filters.register(this::collect, AFTER_PROTECTION);
    }

    /** Returns the connection of a request. */
    Connection connection(HttpServerRequest request) {
        return connections.of(((ConnectionBase) request.connection()).channel());
    }

    private void begin(RoutingContext context) {
        Connection connection = connection(context.request());
        connection.begun();
        context.addEndHandler(ended -> connection.answered());
        if (announced(context.request()) > ArrivingBody.MAX_BYTES) {
            answer.refuseBody(context, ArrivingBody.TOO_LARGE);
        } else {
            if (!hasBody(context.request())) {
                connection.received();
            }
            context.next();
        }
    }

    private void collect(RoutingContext context) {
        if (hasBody(context.request())) {
            new ArrivingBody(context, connection(context.request()), budget, answer).collect();
        } else {
            context.next();
        }
    }

    /** Whether the request has a body (RFC 9112 section 6.3). */
    private static boolean hasBody(HttpServerRequest request) {
        return announced(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException leftToThePlatform) {
            return 0;
        }
    }
}
