package io.keyvigil.tenant;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks HTTP addresses, and returns their parts. Names are never resolved. */
public final class Addresses {

    private static final Defect NOT_AN_ADDRESS =
            new Defect("is not an absolute http or https URI", "write it like https://login.example/contoso");

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");
    private static final Pattern LOOPBACK_IPV4 =
            Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

    private Addresses() {}

    /** Returns the reason why keys cannot be fetched from this address; empty if they can. */
    static Optional<Defect> defect(String address) {
        Optional<URI> parsed = uri(address);
        if (parsed.isEmpty() || !isHttp(parsed.get()) || parsed.get().getRawAuthority() == null) {
            return Optional.of(NOT_AN_ADDRESS);
        }
        URI uri = parsed.get();
        if (uri.getRawAuthority().contains("@")) {
            return Optional.of(
                    new Defect("contains user info", "remove everything before the @; name secrets as files"));
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of(new Defect(
                    "has no valid host and port",
                    "use letters, digits, - and . for the host, 1 to 65535 for the port"));
        }
        if (uri.getRawFragment() != null) {
            return Optional.of(new Defect("holds a fragment", "remove the # and what follows"));
        }
        return Optional.empty();
    }

    public static boolean onLoopback(String address) {
        return host(address).filter(Addresses::isLoopback).isPresent();
    }

    /** The host of an absolute URI, IPv6 in brackets; empty if there is none. */
    public static Optional<String> host(String address) {
        return uri(address).map(URI::getHost);
    }

    static boolean isLoopback(String host) {
        String lowerCase = AsciiCase.lower(host);
        return LOOPBACK.contains(lowerCase) || LOOPBACK_IPV4.matcher(lowerCase).matches();
    }

    static boolean isPlainHttp(String address) {
        return address.regionMatches(true, 0, "http:", 0, "http:".length());
    }

    /**
     * Returns the address of the discovery document. A terminating slash of the issuer is removed first (OpenID Connect Discovery
     * 1.0 section 4).
     */
    static String discovery(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return base + "/.well-known/openid-configuration";
    }

    static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI uri) {
        return AsciiCase.same("http", uri.getScheme()) || AsciiCase.same("https", uri.getScheme());
    }
}
