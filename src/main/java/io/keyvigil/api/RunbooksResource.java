package io.keyvigil.api;

import io.keyvigil.risk.Runbook;
import io.keyvigil.risk.Runbooks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The runbooks of the alerts: as a page for a browser, or as Markdown source. */
@Path("/runbooks")
class RunbooksResource {

    static final String MARKDOWN = "text/markdown";

    /** The page requires only a style sheet of this host. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String UTF_8 = ";charset=utf-8";

    private final Runbooks runbooks;
    private final RunbookPage page;

    RunbooksResource(Runbooks runbooks, RunbookPage page) {
        this.runbooks = runbooks;
        this.page = page;
    }

    @GET
    @Produces({MediaType.TEXT_HTML, MARKDOWN, MediaType.TEXT_PLAIN})
    @Operation(summary = "The runbooks of all alerts")
    public Response index(@Context HttpHeaders headers) {
        return answer(headers, "Runbooks", RunbookPage.index(runbooks.all()));
    }

    @GET
    @Path("{name}")
    @Produces({MediaType.TEXT_HTML, MARKDOWN, MediaType.TEXT_PLAIN})
    @Operation(summary = "The runbook of one alert, as HTML or, where asked for, as Markdown")
    public Response runbook(@PathParam("name") String name, @Context HttpHeaders headers) {
        Runbook runbook = runbooks.find(name)
                .orElseThrow(() -> ProblemException.notFound("no alert has this name; /runbooks lists them"));
        return answer(headers, runbook.name(), runbook.markdown());
    }

    private Response answer(HttpHeaders headers, String title, String markdown) {
        MediaType wanted = headers.getAcceptableMediaTypes().stream()
                .filter(RunbooksResource::isServed)
                .findFirst()
                .orElse(MediaType.TEXT_HTML_TYPE);
        boolean html = wanted.isCompatible(MediaType.TEXT_HTML_TYPE);
        String type = html ? MediaType.TEXT_HTML : wanted.getType() + "/" + wanted.getSubtype();
        return Response.ok(html ? page.html(title, markdown) : markdown)
                .header(HttpHeaders.CONTENT_TYPE, type + UTF_8)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /** Whether this type is served. Ranges select HTML: the acceptable types are sorted by quality. */
    private static boolean isServed(MediaType type) {
        return type.isCompatible(MediaType.TEXT_HTML_TYPE)
                || type.isCompatible(MediaType.valueOf(MARKDOWN))
                || type.isCompatible(MediaType.TEXT_PLAIN_TYPE);
    }
}
