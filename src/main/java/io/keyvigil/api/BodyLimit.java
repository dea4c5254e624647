package io.keyvigil.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses a body that says itself to be larger than any that is taken, before it is sent, and says so as a problem document:
 * the platform's own limit, the same, answers without one. The connection ends with the
 * answer, for what else comes on it is that body. A body that does not tell its size is bounded where it is read.
 */
@Singleton
final class BodyLimit {

    /** Before {@link Protection}, for whom every body is alike. */
    private static final int FIRST_OF_ALL = 2_000;

    private static final long MOST_OCTETS = 1024 * 1024;

    private final EarlyAnswer answer;

    BodyLimit(EarlyAnswer answer) {
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST_OF_ALL);
    }

    private void admit(RoutingContext context) {
        if (length(context) > MOST_OCTETS) {
            context.response()
                    .endHandler(ended -> context.request().connection().close());
            answer.refuse(
                    context, Problem.of("too-large", "Content too large", 413, "a request's body has at most 1 MiB"));
        } else {
            context.next();
        }
    }

    private static long length(RoutingContext context) {
        String told = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return told == null ? 0 : Long.parseLong(told);
        } catch (NumberFormatException leftToThePlatform) {
            return 0;
        }
    }
}
