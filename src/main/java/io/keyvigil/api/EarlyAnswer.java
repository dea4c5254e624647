package io.keyvigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Ends a request with a problem document before it reaches a resource. The rest of the request is not read. */
@Singleton
final class EarlyAnswer {

    private final ObjectMapper json;

    EarlyAnswer(ObjectMapper json) {
        this.json = json;
    }

    /** Rejects a request. If a bearer token is required, the response names the scheme (RFC 6750 section 3). */
    void refuse(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        response.setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        if (context.request().version() != HttpVersion.HTTP_2) {
            response.putHeader("Connection", "close");
        }
        if (problem.status() == 503) {
            response.putHeader("Retry-After", "1");
        } else if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"keyvigil\"");
        } else if (problem.status() == 403) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"keyvigil\", error=\"insufficient_scope\"");
        }
        context.request().resume();
        response.end(written(problem));
    }

    /**
     * Rejects a request with an unwanted body. The connection ends with the response, because the following bytes are that body.
     * If a budget is exceeded, the body is read and discarded instead.
     */
    void refuseBody(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        response.setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        if (problem.status() == 503) {
            response.putHeader("Retry-After", "1");
        } else {
            response.putHeader("Connection", "close");
            response.endHandler(ended -> context.request().connection().close());
        }
        context.request().resume();
        response.end(written(problem));
    }

    private String written(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem of four members", impossible);
        }
    }
}
