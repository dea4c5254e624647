package io.keyvigil.api;

import io.keyvigil.telemetry.MetricsPage;
import io.keyvigil.telemetry.MetricsSelection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The metrics page for Prometheus, in its text format, or in OpenMetrics if the scraper prefers it. */
@Path("/metrics")
class MetricsResource {

    private final MetricsPage page;
    private final MetricsSelection usual;

    /** @param usual the selection for requests that name none */
    MetricsResource(MetricsPage page, MetricsSelection usual) {
        this.page = page;
        this.usual = usual;
    }

    @GET
    @Operation(summary = "All metrics, or those of tenants that are not ok")
    public Response metrics(
            @HeaderParam(HttpHeaders.ACCEPT) Optional<String> accept,
            @Parameter(schema = @Schema(enumeration = {"all", "not-ok"})) @QueryParam("only") Optional<String> only) {
        MetricsSelection selection = only.map(MetricsResource::selection).orElse(usual);
        boolean openMetrics = accept.filter(types -> types.contains("application/openmetrics-text"))
                .isPresent();
        String format = openMetrics ? MetricsPage.OPEN_METRICS : MetricsPage.TEXT;
        StreamingOutput body = out -> page.write(out, format, selection);
        return Response.ok(body).header(HttpHeaders.CONTENT_TYPE, format).build();
    }

    private static MetricsSelection selection(String code) {
        return MetricsSelection.of(code).orElseThrow(() -> ProblemException.badRequest("only is all or not-ok"));
    }
}
