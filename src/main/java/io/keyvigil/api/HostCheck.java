package io.keyvigil.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Returns 421 (RFC 9110 section 15.5.20) for a request with an unknown host name. Metrics and health are exempt: Prometheus and
 * Kubernetes request them by addresses and service names.
 */
@Singleton
final class HostCheck {

    /** Runs before {@link Arrivals} and {@link Protection}. */
    private static final int FIRST_OF_ALL = 3_000;

    private static final Pattern EXEMPT = Pattern.compile("/metrics(/process)?|/health(/[a-z]+)?");

    private final KnownHosts hosts;
    private final EarlyAnswer answer;

    HostCheck(KnownHosts hosts, EarlyAnswer answer) {
        this.hosts = hosts;
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST_OF_ALL);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Authority> local = Optional.ofNullable(request.localAddress())
                .map(SocketAddress::hostAddress)
                .flatMap(Authority::ofSocket);
        if (hosts.admit(RequestNames.of(request), local)
                || EXEMPT.matcher(context.normalizedPath()).matches()) {
            context.next();
        } else {
            answer.refuse(
                    context,
                    Problem.of(
                            "misdirected",
                            "Misdirected request",
                            421,
                            "this service does not know the host name of the request; list it in keyvigil.api.hosts"));
        }
    }
}
