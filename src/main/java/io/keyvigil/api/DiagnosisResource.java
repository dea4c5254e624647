package io.keyvigil.api;

import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.DiagnosisListener;
import io.keyvigil.diagnosis.DiagnosisText;
import io.keyvigil.diagnosis.TokenDiagnoser;
import io.keyvigil.watch.KeyWatch;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Diagnoses why a token is rejected. The request body has the token; the response is JSON, or text for a terminal. */
@Path("/diagnose")
class DiagnosisResource {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final TokenDiagnoser diagnoser;
    private final DiagnosisListener listener;
    private final CallerRate rate;
    private final KeyWatch watch;

    DiagnosisResource(TokenDiagnoser diagnoser, DiagnosisListener listener, CallerRate rate, KeyWatch watch) {
        this.diagnoser = diagnoser;
        this.listener = listener;
        this.rate = rate;
        this.watch = watch;
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Why a token is accepted or rejected")
    public Response diagnose(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
            @HeaderParam(HttpHeaders.ACCEPT) Optional<String> accept,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        rate.admit(request);
        long begun = System.nanoTime();
        DiagnosisParameters parameters = new DiagnosisParameters(
                DiagnosisBody.read(body, contentType.orElse("")), uri.getQueryParameters(), watch, diagnoser);
        boolean color = parameters.color();
        Diagnosis diagnosis = diagnoser.diagnose(parameters.request());
        listener.diagnosed(diagnosis, Duration.ofNanos(System.nanoTime() - begun));
        boolean json = accept.filter(types -> types.contains("json")).isPresent();
        Response.ResponseBuilder response = json
                ? Response.ok(DiagnosisView.of(diagnosis, diagnoser.texts()), MediaType.APPLICATION_JSON)
                : Response.ok(DiagnosisText.of(diagnosis, diagnoser.texts(), color, parameters.verbose()), TEXT);
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
