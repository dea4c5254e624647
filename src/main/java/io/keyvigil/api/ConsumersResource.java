package io.keyvigil.api;

import io.keyvigil.consumer.Forecasts;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyWatch;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Relying parties: how they cache keys, who of them breaks when, and what their settings do not go with. */
@Path("/api/v1/consumers")
@Produces(MediaType.APPLICATION_JSON)
class ConsumersResource {

    private final KeyWatch watch;
    private final Forecasts forecasts;
    private final Clock clock;

    ConsumersResource(KeyWatch watch, Forecasts forecasts, Clock clock) {
        this.watch = watch;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "All consumers with their forecasts, ordered by id")
    public Page<ConsumerRow> consumers(
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit) {
        int checked = Page.checked(limit);
        Optional<ConsumerId> cursor = after.map(ConsumersResource::cursor);
        List<ConsumerRow> rows = watch.watchList().consumers().values().stream()
                .filter(consumer ->
                        cursor.filter(id -> consumer.id().compareTo(id) <= 0).isEmpty())
                .limit(checked + 1L)
                .map(this::row)
                .toList();
        return Page.of(rows, checked, ConsumerRow::id);
    }

    @GET
    @Path("{consumer}")
    @Operation(summary = "One consumer with its forecasts")
    public ConsumerRow consumer(@PathParam("consumer") String consumer) {
        return Optional.of(consumer)
                .filter(TenantId::isValid)
                .map(ConsumerId::new)
                .map(id -> watch.watchList().consumers().get(id))
                .map(this::row)
                .orElseThrow(() -> ProblemException.notFound(
                        "no consumer of this id is in the watch list; /api/v1/consumers lists them"));
    }

    private ConsumerRow row(Consumer consumer) {
        Instant now = clock.instant();
        List<ConsumerRow.TenantOfConsumer> tenants = watch.tenants().stream()
                .filter(watched -> watched.tenant().consumers().contains(consumer.id()))
                .map(watched -> forecasts.situation(watched, now))
                .map(situation -> ConsumerRow.TenantOfConsumer.of(
                        forecasts.forecast(situation, consumer), forecasts.review(situation, consumer), now))
                .toList();
        return new ConsumerRow(consumer.id().value(), consumer.profile(), tenants);
    }

    private static ConsumerId cursor(String after) {
        if (!TenantId.isValid(after)) {
            throw ProblemException.badRequest("after is the next of an earlier page");
        }
        return new ConsumerId(after);
    }
}
