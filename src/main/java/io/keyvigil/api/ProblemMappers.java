package io.keyvigil.api;

import io.keyvigil.tenant.AsciiCase;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Converts all errors to problem details. A bug is logged, and its response has no internal details. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final long MILLISECONDS = 1_000;
    private static final int METHOD_NOT_ALLOWED = 405;

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        Response.ResponseBuilder response = answer(exception.problem());
        exception
                .retryAfter()
                .ifPresent(wait -> response.header(
                        HttpHeaders.RETRY_AFTER, Math.max(1, -Math.floorDiv(-wait.toMillis(), MILLISECONDS))));
        return response.build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException exception, HttpServerRequest request) {
        int status = exception.getResponse().getStatus();
        String title = exception.getResponse().getStatusInfo().getReasonPhrase();
        String name = AsciiCase.lower(title).replaceAll("[^a-z]+", "-");
        Response.ResponseBuilder response = answer(Problem.of(name, title, status, detail(status, title)));
        return status == METHOD_NOT_ALLOWED
                ? response.header(HttpHeaders.ALLOW, AllowedMethods.of(request.path()))
                        .build()
                : response.build();
    }

    /**
     * Handles a closed client connection. No other cause is possible: failed requests to other services are returned as values.
     */
    @ServerExceptionMapper
    Response unwritten(UncheckedIOException exception) {
        LOG.debug("event=answer-unwritten", exception);
        return answer(Problem.of("internal-error", "Internal error", 500, "the answer cannot be written"))
                .build();
    }

    @ServerExceptionMapper
    Response broken(RuntimeException exception) {
        LOG.error("event=request-broken", exception);
        return answer(Problem.INTERNAL).build();
    }

    private static String detail(int status, String title) {
        return switch (status) {
            case 404 -> "nothing is served at this address; /openapi lists what is";
            case METHOD_NOT_ALLOWED -> "this address does not answer to this method; /openapi lists the methods";
            case 406 -> "this address cannot answer in a media type that the request accepts";
            case 415 -> "this address does not read the request's media type";
            default -> title;
        };
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
