package io.keyvigil.api;

import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Monitored tenants: their keys, their events, and immediate polls. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
class TenantsResource {

    /** The latest time in RFC 3339, whose years have four digits. */
    private static final Instant END_OF_RFC_3339 = Instant.parse("9999-12-31T23:59:59Z");

    private final TenantListing listing;
    private final KeyWatch watch;
    private final HistoryKeeper history;
    private final Protection protection;
    private final RiskWatch risks;
    private final TenantViews views;
    private final Clock clock;

    TenantsResource(
            TenantListing listing,
            KeyWatch watch,
            HistoryKeeper history,
            Protection protection,
            RiskWatch risks,
            TenantViews views,
            Clock clock) {
        this.listing = listing;
        this.watch = watch;
        this.history = history;
        this.protection = protection;
        this.risks = risks;
        this.views = views;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "All tenants at a glance, ordered by id or with the worst first")
    public TenantPage tenants(
            @Parameter(description = "part of an id or of an issuer") @QueryParam("q") Optional<String> q,
            @Parameter(description = "id, which is the default, or worst") @QueryParam("order") Optional<String> order,
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit) {
        return listing.page(q, TenantOrder.of(order), after, Page.checked(limit));
    }

    @GET
    @Path("{tenant}")
    @Operation(summary = "Everything about one tenant, with its last fetches and its last failure")
    public TenantView tenant(@PathParam("tenant") String tenant) {
        WatchedTenant watched = find(tenant);
        return views.of(watched);
    }

    @GET
    @Path("{tenant}/keys")
    @Operation(summary = "Every key seen, the published ones first")
    public Page<KeyView> keys(
            @PathParam("tenant") String tenant,
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit) {
        int checked = Page.checked(limit);
        long passed = Math.max(
                0,
                after.map(TenantsResource::number).orElse(OptionalLong.empty()).orElse(0));
        WatchedTenant watched = find(tenant);
        List<KeyView> keys = watched.state().keys().stream()
                .skip(passed)
                .limit(checked + 1L)
                .map(key -> KeyView.of(key, watched.state().health().lastSuccess()))
                .toList();
        return Page.of(keys, checked, last -> Long.toString(passed + checked));
    }

    @GET
    @Path("{tenant}/events")
    @Operation(summary = "Key events, newest first")
    public Page<EventView> events(
            @PathParam("tenant") String tenant,
            @QueryParam("since") Optional<String> since,
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit) {
        int checked = Page.checked(limit);
        List<NumberedEvent> events = history.events(
                find(tenant).tenant().id(),
                since.map(TenantsResource::moment),
                after.map(TenantsResource::number).orElse(OptionalLong.empty()),
                checked + 1);
        Page<NumberedEvent> page = Page.of(events, checked, event -> Long.toString(event.number()));
        return new Page<>(
                page.items().stream().map(event -> EventView.of(event.event())).toList(), page.next());
    }

    @POST
    @Path("{tenant}/poll")
    @Operation(summary = "Polls now; on loopback only, and not more often than every 5 s")
    public PollView poll(@PathParam("tenant") String tenant, @Context HttpServerRequest request) {
        protection.requireMayChange(request);
        WatchedTenant watched = find(tenant);
        watched.admitRequest(clock.instant()).ifPresent(wait -> {
            throw ProblemException.tooManyRequests("this tenant was polled on request just now; wait", wait);
        });
        return PollView.of(watch.poll(watched));
    }

    private WatchedTenant find(String tenant) {
        return Optional.of(tenant)
                .filter(TenantId::isValid)
                .map(TenantId::new)
                .flatMap(watch::find)
                .orElseThrow(() -> ProblemException.notFound(
                        "no tenant of this id is in the watch list; /api/v1/tenants lists them"));
    }

    private static OptionalLong number(String after) {
        try {
            return OptionalLong.of(Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("after is the next of an earlier page");
        }
    }

    private static Instant moment(String since) {
        try {
            Instant moment = OffsetDateTime.parse(since).toInstant();
            if (!moment.isBefore(Instant.EPOCH) && moment.isBefore(END_OF_RFC_3339)) {
                return moment;
            }
        } catch (DateTimeException e) {
            throw badSince();
        }
        throw badSince();
    }

    private static ProblemException badSince() {
        return ProblemException.badRequest("since is a time of RFC 3339 since 1970, such as 2026-11-22T12:00:00Z");
    }
}
