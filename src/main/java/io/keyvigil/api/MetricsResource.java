package io.keyvigil.api;

import io.keyvigil.telemetry.MetricsPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page that Prometheus scrapes, in its text format or, where the scraper prefers it, in OpenMetrics. */
@Path("/metrics")
class MetricsResource {

    private final MetricsPage page;

    MetricsResource(MetricsPage page) {
        this.page = page;
    }

    @GET
    @Operation(summary = "All metrics")
    public Response metrics(@HeaderParam(HttpHeaders.ACCEPT) Optional<String> accept) {
        boolean openMetrics = accept.filter(types -> types.contains("application/openmetrics-text"))
                .isPresent();
        String format = openMetrics ? MetricsPage.OPEN_METRICS : MetricsPage.TEXT;
        StreamingOutput body = out -> page.write(out, format);
        return Response.ok(body).header(HttpHeaders.CONTENT_TYPE, format).build();
    }
}
