package io.keyvigil.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What happens, as it happens: server-sent events of the types {@code event}, {@code status} and {@code risk}. */
@Path("/api/v1/changes")
@RegisterForReflection(targets = Change.class)
class ChangesResource {

    private final ChangeFeed feed;

    ChangesResource(ChangeFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Key events, changes of status and risks as they happen, as server-sent events")
    @APIResponse(responseCode = "200", description = "A stream that ends with the service; a comment every 15 s")
    public Multi<OutboundSseEvent> changes(@Context Sse sse, @Context HttpServerRequest request) {
        if (!feed.hasRoom()) {
            throw ProblemException.unavailable("too many listen to the changes already; poll the lists instead");
        }
        AtomicInteger unsent = new AtomicInteger();
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        stream -> feed.join(new EventStreamReader(stream, sse, request, unsent)),
                        BackPressureStrategy.BUFFER)
                .onItem()
                .invoke(unsent::decrementAndGet);
    }
}
