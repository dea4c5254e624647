package io.keyvigil.api;

import io.keyvigil.telemetry.MetricsPage;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.ProbedTenants;
import io.keyvigil.watch.WatchedTenant;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Multi-target scraping: one new poll of an issuer that the operator allowed, as Prometheus text. Issuers that are not allowed
 * are never fetched; issuers that only a prefix allows are fetched only from public addresses.
 */
@Path("/probe")
class ProbeResource {

    private final KeyWatch watch;
    private final ProbedTenants probed;
    private final ProbeAllowance allowance;
    private final ProbeLimit limit;
    private final MetricsPage page;
    private final Clock clock;

    ProbeResource(
            KeyWatch watch,
            ProbedTenants probed,
            ProbeAllowance allowance,
            ProbeLimit limit,
            MetricsPage page,
            Clock clock) {
        this.watch = watch;
        this.probed = probed;
        this.allowance = allowance;
        this.limit = limit;
        this.page = page;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "One fresh poll of an allowed issuer, as Prometheus text")
    public Response probe(@QueryParam("target") Optional<String> target) {
        String issuer = target.filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> ProblemException.badRequest("target is the issuer to probe: /probe?target=https://…"));
        WatchedTenant polled = watch.findByIssuer(issuer)
                .map(watched -> limit.ofKnown(issuer, () -> polled(watched)))
                .or(() -> allowance.of(issuer).map(allowed -> probed(issuer, allowed)))
                .orElseThrow(() -> ProblemException.forbidden(
                        "this issuer is neither in the watch list nor allowed by keyvigil.probe.allow"));
        StreamingOutput body = out -> page.writeProbe(out, polled);
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, MetricsPage.TEXT)
                .build();
    }

    private WatchedTenant probed(String issuer, ProbeAllowance.Allowed allowed) {
        return allowed.exact()
                ? limit.ofKnown(issuer, () -> probed.poll(allowed.tenant()))
                : limit.ofPrefixed(issuer, () -> probed.pollPublic(allowed.tenant()));
    }

    /** Polls a tenant within the limit for requested polls; returns the result of the last poll if the limit is exceeded. */
    private WatchedTenant polled(WatchedTenant watched) {
        if (watched.admitRequest(clock.instant()).isEmpty()) {
            watch.poll(watched);
        }
        return watched;
    }
}
