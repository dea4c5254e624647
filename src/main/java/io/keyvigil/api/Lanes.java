package io.keyvigil.api;

import io.keyvigil.admission.Connections;
import io.keyvigil.admission.Lane;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Assigns requests to threads. Metrics pages and probes have their own threads; all other resources share one pool. None of these
 * threads polls. The event loop serves health.
 */
@Singleton
class Lanes {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final long SWEEP_MILLISECONDS = 500;

    private final Lane requests = Lane.ofRequests();
    private final Map<String, Lane> special = Map.of("/metrics", Lane.ofPages(), "/probe", Lane.ofProbes());
    private final Connections connections;
    private final Arrivals arrivals;

    Lanes(Connections connections, Arrivals arrivals) {
        this.connections = connections;
        this.arrivals = arrivals;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP_MILLISECONDS, tick -> {
            connections.sweep();
            requests.sweep();
            special.values().forEach(Lane::sweep);
        });
    }

    @ServerRequestFilter(nonBlocking = true)
    public void choose(ResteasyReactiveContainerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context.getServerRequestContext();
        if (request.getTarget().isBlocking()) {
            Executor place =
                    place(special.getOrDefault(request.getPath(), requests), request.unwrap(RoutingContext.class));
            request.suspend();
            request.resume(place);
        }
    }

    private Executor place(Lane lane, RoutingContext context) {
        HttpServerRequest request = context.request();
        Executor place = lane.place(arrivals.connection(request), () -> HeldBytes.taskEnded(context))
                .orElseThrow(() -> ProblemException.busy("too many requests are under way", RETRY_AFTER));
        HeldBytes.enterTask(context);
        return place;
    }
}
