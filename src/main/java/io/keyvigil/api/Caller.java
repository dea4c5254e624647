package io.keyvigil.api;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Where a request comes from. */
final class Caller {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private Caller() {}

    /**
     * Ends the request with 403 unless it comes from this machine; {@link Protection} asks. What a proxy on this machine forwards, and what a
     * browser sends on behalf of another site's page, does not.
     */
    static void requireLoopback(HttpServerRequest request) {
        if (!isOnLoopback(request)) {
            throw ProblemException.forbidden(
                    "requests that change something are answered on loopback only, unless keyvigil.auth.issuer is set");
        }
    }

    /** The name asked for counts, too: another site's name can be made to resolve to this machine (DNS rebinding). */
    static boolean isOnLoopback(HttpServerRequest request) {
        boolean forwarded = request.headers().contains("X-Forwarded-For")
                || request.headers().contains("Forwarded")
                || request.headers().contains("Via");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean ofOtherSite = site != null && !"same-origin".equals(site) && !"none".equals(site);
        return !forwarded
                && !ofOtherSite
                && request.authority() != null
                && isLoopbackName(request.authority().host())
                && isLoopback(request.remoteAddress().hostAddress());
    }

    private static boolean isLoopbackName(String host) {
        boolean literal = host.startsWith("[") || LITERAL.matcher(host).matches();
        return host.equalsIgnoreCase("localhost") || literal && isLoopback(host);
    }

    private static boolean isLoopback(String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
