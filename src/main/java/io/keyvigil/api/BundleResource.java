package io.keyvigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.telemetry.BuildVersion;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchListExcerpt;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The support bundle: all data about one tenant, in one document for {@code diagnose --bundle}. */
@Path("/api/v1/tenants/{tenant}/bundle")
@Produces(MediaType.APPLICATION_JSON)
class BundleResource {

    private static final int MOST_EVENTS = 1_000;

    private final KeyWatch watch;
    private final HistoryKeeper history;
    private final ClockWatch drifts;
    private final TenantViews views;
    private final ConsumerViews consumerViews;
    private final BuildVersion version;
    private final ObjectMapper json;
    private final Clock clock;

    BundleResource(
            KeyWatch watch,
            HistoryKeeper history,
            ClockWatch drifts,
            TenantViews views,
            ConsumerViews consumerViews,
            BuildVersion version,
            ObjectMapper json,
            Clock clock) {
        this.watch = watch;
        this.history = history;
        this.drifts = drifts;
        this.views = views;
        this.consumerViews = consumerViews;
        this.version = version;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Everything about a tenant that a support case needs, without secrets")
    public BundleView bundle(@PathParam("tenant") String tenant) {
        return Optional.of(tenant)
                .filter(TenantId::isValid)
                .map(TenantId::new)
                .flatMap(watch::find)
                .map(this::bundle)
                .orElseThrow(() -> ProblemException.notFound(
                        "no tenant of this id is in the watch list; /api/v1/tenants lists them"));
    }

    private BundleView bundle(WatchedTenant watched) {
        Instant now = clock.instant();
        TenantId id = watched.tenant().id();
        List<Consumer> consumers = watched.tenant().consumers().stream()
                .map(watch.watchList().consumers()::get)
                .filter(Objects::nonNull)
                .toList();
        return new BundleView(
                BundleView.FORMAT,
                now,
                BundleView.Versions.of(version.value()),
                WatchListExcerpt.of(watched.tenant(), consumers),
                views.of(watched),
                keys(watched, history.publicJson(id)),
                history.events(id, Optional.empty(), OptionalLong.empty(), MOST_EVENTS).stream()
                        .map(event -> EventView.of(event.event()))
                        .toList(),
                consumers.stream()
                        .map(consumer -> consumerViews.of(consumer, List.of(watched), 1))
                        .toList(),
                ClockView.of(drifts.drift()));
    }

    private List<BundleView.BundledKey> keys(WatchedTenant watched, Map<KeyIdentity, String> publicJson) {
        Optional<Instant> lastSuccess = watched.state().health().lastSuccess();
        return watched.state().keys().stream()
                .map(key -> new BundleView.BundledKey(
                        KeyView.of(key, lastSuccess),
                        Optional.ofNullable(publicJson.get(key.identity())).map(this::tree)))
                .toList();
    }

    private JsonNode tree(String publicJson) {
        try {
            return json.readTree(publicJson);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the store keeps JSON only", impossible);
        }
    }
}
