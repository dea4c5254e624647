package io.keyvigil.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What happens, as it happens: server-sent events of the types {@code event}, {@code status} and {@code risk}. */
@Path("/api/v1/changes")
@RegisterForReflection(targets = Change.class)
class ChangesResource {

    /** Of a stream whose request needs no bearer token, or one with a later end. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final ChangeFeed feed;
    private final Clock clock;

    ChangesResource(ChangeFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Key events, changes of status and risks as they happen, as server-sent events")
    @APIResponse(
            responseCode = "200",
            description = "A stream that ends with the bearer token's exp; a comment every 15 s")
    public Multi<OutboundSseEvent> changes(
            @Context Sse sse, @Context HttpServerRequest request, @Context RoutingContext context) {
        if (!feed.hasRoom(Caller.network(request))) {
            throw ProblemException.unavailable("too many open event streams (at most " + ChangeFeed.MOST_READERS + ", "
                    + ChangeFeed.MOST_OF_ONE + " of one address); poll the list endpoints instead");
        }
        AtomicInteger unsent = new AtomicInteger();
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        stream -> feed.join(new EventStreamReader(stream, sse, request, unsent)),
                        BackPressureStrategy.BUFFER)
                .onItem()
                .invoke(unsent::decrementAndGet)
                .select()
                .first(Protection.expiry(context).map(this::left).orElse(LONGEST));
    }

    /** At least a millisecond: less is no duration of a stream. */
    private Duration left(Instant expiry) {
        long left = Duration.between(clock.instant(), expiry).toMillis();
        return Duration.ofMillis(Math.max(1, Math.min(left, LONGEST.toMillis())));
    }
}
