package io.keyvigil.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Streams changes as server-sent events of the types {@code event}, {@code status} and {@code risk}. */
@Path("/api/v1/changes")
@RegisterForReflection(targets = Change.class)
class ChangesResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(15);

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
            description = "A stream that ends with the bearer token's exp; a comment every 15 s",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Void> changes(@Context HttpServerRequest request, @Context RoutingContext context) {
        if (!feed.hasRoom(Caller.network(request))) {
            throw ProblemException.busy(
                    "too many open event streams (at most " + ChangeFeed.MOST_READERS + ", " + ChangeFeed.MOST_OF_ONE
                            + " of one address); poll the list endpoints instead",
                    RETRY_AFTER);
        }
        EventStreamReader reader = new EventStreamReader(request);
        feed.join(reader);
        Protection.expiry(context).ifPresent(expiry -> end(reader, expiry, context));
        return Uni.createFrom().nothing();
    }

    private void end(EventStreamReader reader, Instant expiry, RoutingContext context) {
        long left = Math.max(1, Duration.between(clock.instant(), expiry).toMillis());
        long timer = context.vertx().setTimer(left, ended -> reader.close());
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }
}
