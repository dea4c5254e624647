package io.keyvigil.api;

import io.keyvigil.cache.CacheReports;
import io.keyvigil.cache.NewestCaches;
import io.keyvigil.cache.ObservedCache;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Relying parties: their caching behavior, their forecasts, and the conflicts of their settings. */
@Path("/api/v1/consumers")
@Produces(MediaType.APPLICATION_JSON)
class ConsumersResource {

    private final KeyWatch watch;
    private final ConsumerViews views;
    private final NewestCaches caches;
    private final Protection protection;
    private final Clock clock;

    ConsumersResource(KeyWatch watch, ConsumerViews views, NewestCaches caches, Protection protection, Clock clock) {
        this.watch = watch;
        this.views = views;
        this.caches = caches;
        this.protection = protection;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "All consumers with what they hold and their forecasts, ordered by id")
    public Page<ConsumerRow> consumers(
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit,
            @Parameter(
                            description =
                                    "how many tenants of each consumer at most, the worst first; 1,000 if absent. A page ends"
                                            + " with the consumer that brings it to 1,000 tenants",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("tenants")
                    Optional<String> tenants) {
        int checked = Page.checked(limit);
        int most = tenants.map(ConsumersResource::most).orElse(ConsumerViews.MAX_TENANTS);
        Optional<ConsumerId> cursor = after.map(ConsumersResource::cursor);
        Iterator<Consumer> left = watch.watchList().consumers().values().stream()
                .filter(consumer ->
                        cursor.filter(id -> consumer.id().compareTo(id) <= 0).isEmpty())
                .iterator();
        List<ConsumerRow> rows = new ArrayList<>();
        int shown = 0;
        while (left.hasNext() && rows.size() < checked && shown < ConsumerViews.MAX_TENANTS) {
            ConsumerRow row = views.of(left.next(), watch.tenants(), most);
            rows.add(row);
            shown += row.tenants().size();
        }
        return new Page<>(
                rows, left.hasNext() ? Optional.of(rows.get(rows.size() - 1).id()) : Optional.empty());
    }

    @GET
    @Path("{consumer}")
    @Operation(summary = "One consumer with what it holds and its forecasts")
    public ConsumerRow consumer(
            @PathParam("consumer") String consumer,
            @Parameter(description = "leaves the others out") @QueryParam("tenant") Optional<String> tenant) {
        return views.of(find(consumer), watched(tenant), ConsumerViews.MAX_TENANTS);
    }

    @PUT
    @Path("{consumer}/cached-keys/{tenant}")
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "A consumer reports what it holds of a tenant's keys; on loopback only")
    @RequestBody(
            description = "A JWK Set, or {\"kids\":[\"…\"]}; at most 512 KiB. The newest report of a pair counts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON))
    @APIResponse(responseCode = "204", description = "The report is effective")
    @APIResponse(responseCode = "400", description = "It is neither, or holds private members; nothing was kept")
    @APIResponse(responseCode = "403", description = "It came from another machine")
    @APIResponse(responseCode = "404", description = "The watch list has no such consumer at such a tenant")
    @APIResponse(responseCode = "413", description = "It is too large")
    public Response report(
            @PathParam("consumer") String consumer,
            @PathParam("tenant") String tenant,
            InputStream body,
            @Context HttpServerRequest request) {
        protection.requireMayChange(request);
        ConsumerId id = find(consumer).id();
        TenantId ofTenant = tenantOf(id, tenant);
        Instant now = clock.instant();
        caches.report(new CacheReports.Pair(id, ofTenant), new ObservedCache(CacheReportBody.read(body), now));
        return Response.noContent().build();
    }

    private Consumer find(String consumer) {
        return Optional.of(consumer)
                .filter(TenantId::isValid)
                .map(ConsumerId::new)
                .map(id -> watch.watchList().consumers().get(id))
                .orElseThrow(() -> ProblemException.notFound(
                        "no consumer of this id is in the watch list; /api/v1/consumers lists them"));
    }

    private TenantId tenantOf(ConsumerId consumer, String tenant) {
        return Optional.of(tenant)
                .filter(TenantId::isValid)
                .map(TenantId::new)
                .flatMap(watch::find)
                .map(WatchedTenant::tenant)
                .filter(known -> known.consumers().contains(consumer))
                .map(Tenant::id)
                .orElseThrow(
                        () -> ProblemException.notFound("no tenant of this id lists this consumer in the watch list;"
                                + " add it to the tenant's consumers, or see /api/v1/consumers/" + consumer));
    }

    private Collection<WatchedTenant> watched(Optional<String> tenant) {
        if (tenant.isEmpty()) {
            return watch.tenants();
        }
        return tenant.filter(TenantId::isValid).map(TenantId::new).flatMap(watch::find).stream()
                .toList();
    }

    private static int most(String tenants) {
        return tenants.equals("0") ? 0 : Page.checked(tenants);
    }

    private static ConsumerId cursor(String after) {
        if (!TenantId.isValid(after)) {
            throw ProblemException.badRequest("after is the next of an earlier page");
        }
        return new ConsumerId(after);
    }
}
