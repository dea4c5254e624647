package io.keyvigil.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host to which a request connects: that of its address, or of the HTTP proxy that the JVM is set to use for it. */
final class RoutedHost {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

    private RoutedHost() {}

    /** Empty if the host is an IP address, which needs no lookup. */
    static Optional<String> nameOf(URI uri) {
        String host = proxy(uri).orElse(uri.getHost());
        return LITERAL.matcher(host).matches() ? Optional.empty() : Optional.of(host);
    }

    static boolean isProxied(URI uri) {
        return proxy(uri).isPresent();
    }

    /** The host of the URI if it is an IP address; no element otherwise. */
    static List<InetAddress> literal(URI uri) {
        try {
            return LITERAL.matcher(uri.getHost()).matches() ? List.of(InetAddress.getByName(uri.getHost())) : List.of();
        } catch (UnknownHostException notAnAddress) {
            return List.of();
        }
    }

    private static Optional<String> proxy(URI uri) {
        return Optional.ofNullable(ProxySelector.getDefault())
                .flatMap(selector -> selector.select(uri).stream().findFirst())
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> ((InetSocketAddress) proxy.address()).getHostString());
    }
}
