package io.keyvigil.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The origin of a request. */
final class Caller {

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private Caller() {}

    /**
     * Ends the request with 403 unless it comes from this machine; called by {@link Protection}. A request that a proxy on this
     * machine forwards, or that a browser sends for another site's page, counts as coming from elsewhere.
     */
    static void requireLoopback(HttpServerRequest request) {
        if (!isOnLoopback(request)) {
            throw ProblemException.forbidden(
                    "requests that change something are answered on loopback only, unless keyvigil.auth.issuer is set");
        }
    }

    /**
     * Whether the request comes from this machine. The requested host name must be local, too: another site's name can resolve to
     * this machine (DNS rebinding).
     */
    static boolean isOnLoopback(HttpServerRequest request) {
        List<Optional<Authority>> names = RequestNames.of(request);
        return !names.isEmpty()
                && names.stream()
                        .allMatch(name -> name.filter(Authority::isLoopback).isPresent())
                && !ProxyHeaders.anyIn(request.headers())
                && !isOfAnotherSite(request, names)
                && Authority.ofSocket(request.remoteAddress().hostAddress())
                        .filter(Authority::isLoopback)
                        .isPresent();
    }

    /** Returns the network that counts as one caller for shared limits; see {@link Authority#network}. */
    static String network(HttpServerRequest request) {
        String address = String.valueOf(request.remoteAddress().hostAddress());
        return Authority.ofSocket(address).map(Authority::network).orElse(address);
    }

    private static boolean isOfAnotherSite(HttpServerRequest request, List<Optional<Authority>> names) {
        return request.headers().getAll("Sec-Fetch-Site").stream().anyMatch(site -> !OWN_SITE.contains(site))
                || request.headers().getAll(HttpHeaders.ORIGIN).stream().anyMatch(origin -> !isOwn(origin, names));
    }

    /**
     * Whether the origin (RFC 6454 section 7) has the host and port of the request. False for {@code null} and for text that is
     * not an origin.
     */
    private static boolean isOwn(String origin, List<Optional<Authority>> names) {
        try {
            URI uri = URI.create(origin);
            int usual = "https".equals(uri.getScheme()) ? 443 : 80;
            return Optional.ofNullable(uri.getRawAuthority())
                    .flatMap(Authority::of)
                    .filter(own -> names.stream()
                            .flatMap(Optional::stream)
                            .allMatch(name -> name.host().equals(own.host())
                                    && name.port()
                                            .orElse(usual)
                                            .equals(own.port().orElse(usual))))
                    .isPresent();
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
