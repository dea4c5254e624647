package io.keyvigil.api;

import io.keyvigil.tenant.AsciiCase;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;

/**
 * The header fields by which reverse proxies, load balancers, content delivery networks and service meshes identify themselves or
 * their client. A proxy that sets none of them is indistinguishable from a client on its machine.
 */
final class ProxyHeaders {

    private static final Set<String> NAMES = Set.of(
            "cdn-loop",
            "client-ip",
            "do-connecting-ip",
            "forwarded",
            "front-end-https",
            "max-forwards",
            "remote-addr",
            "remote-user",
            "true-client-ip",
            "via",
            "wl-proxy-client-ip",
            "wl-proxy-ssl",
            "x-arr-log-id",
            "x-arr-ssl",
            "x-bluecoat-via",
            "x-client-ip",
            "x-cloud-trace-context",
            "x-cluster-client-ip",
            "x-coming-from",
            "x-http-host-override",
            "x-host",
            "x-iinfo",
            "x-original-for",
            "x-original-forwarded-for",
            "x-original-host",
            "x-original-proto",
            "x-original-uri",
            "x-original-url",
            "x-originating-ip",
            "x-proto",
            "x-real-ip",
            "x-remote-addr",
            "x-remote-ip",
            "x-remote-user",
            "x-rewrite-url",
            "x-scheme",
            "x-true-client-ip",
            "x-url-scheme",
            "x-varnish");

    private static final List<String> PREFIXES = List.of(
            "akamai-",
            "cf-",
            "cloudfront-",
            "fastly-",
            "fly-",
            "forwarded-",
            "incap-",
            "l5d-",
            "proxy-",
            "tailscale-",
            "x-akamai-",
            "x-amz-cf-",
            "x-amzn-",
            "x-appengine-",
            "x-appgw-",
            "x-auth-request-",
            "x-azure-",
            "x-consumer-",
            "x-envoy-",
            "x-fastly-",
            "x-forward",
            "x-gateway-",
            "x-goog-",
            "x-google-",
            "x-haproxy-",
            "x-istio-",
            "x-kong-",
            "x-ms-client-principal",
            "x-nginx-",
            "x-proxy",
            "x-real-",
            "x-sucuri-",
            "x-traefik-",
            "x-vercel-");

    private ProxyHeaders() {}

    /** Whether one of them is present. An underscore counts as a hyphen: some servers write it this way. */
    static boolean anyIn(MultiMap headers) {
        return headers.names().stream()
                .map(name -> AsciiCase.lower(name).replace('_', '-'))
                .anyMatch(name -> NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
    }
}
