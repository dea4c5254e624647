package io.keyvigil.provider;

import io.keyvigil.jose.PlainText;
import io.keyvigil.tenant.AsciiCase;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * An absolute {@code http} or {@code https} URI with a host and without user information, of at most 2,048 characters.
 */
record HttpAddress(URI uri) {

    static final int MAXIMUM_LENGTH = 2_048;

    private static final int SHOWN_LENGTH = 256;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern USER_INFORMATION = Pattern.compile("//[^/?#]*@");

    static Outcome<HttpAddress> of(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            return refused("longer than 2,048 characters", text);
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException notAUri) {
            return refused("not a URI", text);
        }
    }

    static boolean isOne(String text) {
        return of(text).fold(address -> true, flaw -> false);
    }

    static Outcome<HttpAddress> of(URI uri) {
        String scheme = AsciiCase.lower(String.valueOf(uri.getScheme()));
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return refused("not an absolute http or https URI", uri.toString());
        }
        if (uri.getRawUserInfo() != null) {
            return refused("user information is not allowed", uri.toString());
        }
        if (uri.getHost() == null || uri.getPort() > HIGHEST_PORT || uri.getPort() == 0) {
            return refused("without a usable host and port", uri.toString());
        }
        return Outcome.of(new HttpAddress(uri));
    }

    private static Outcome<HttpAddress> refused(String why, String text) {
        return Outcome.flawed(FetchFailure.UNSUPPORTED_URI, why + ": " + shown(text));
    }

    /** The text, made safe for a log line: bounded, on one line, without user information. */
    static String shown(String text) {
        String cut = text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text;
        String masked = USER_INFORMATION.matcher(cut).replaceAll("//***@");
        return PlainText.of(masked);
    }

    boolean secure() {
        return AsciiCase.same(uri.getScheme(), "https");
    }

    /** Whether both have the same scheme, host and port (RFC 6454 section 4). */
    boolean sameOrigin(HttpAddress other) {
        return secure() == other.secure()
                && AsciiCase.same(uri.getHost(), other.uri.getHost())
                && port() == other.port();
    }

    /** In lower case, IPv6 in brackets. */
    String host() {
        return AsciiCase.lower(uri.getHost());
    }

    boolean sameHost(HttpAddress other) {
        return host().equals(other.host());
    }

    /** Scheme and host only. */
    HttpAddress root() {
        return new HttpAddress(URI.create((secure() ? "https" : "http") + "://" + host() + "/"));
    }

    /** The same resource at that IP address. */
    URI at(InetAddress address) {
        String literal = address.getHostAddress();
        return URI.create((secure() ? "https" : "http") + "://"
                + (address instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + port()
                + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    private int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return secure() ? 443 : 80;
    }

    @Override
    public String toString() {
        return shown(uri.toString());
    }
}
