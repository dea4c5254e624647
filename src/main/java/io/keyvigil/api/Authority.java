package io.keyvigil.api;

import io.keyvigil.tenant.AsciiCase;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and an optional port, as in the header {@code Host} (RFC 9110 section 7.2). Names are never resolved. Equal hosts have
 * equal text: names are in lower case and without the dot of the root, addresses are in Java's form.
 *
 * @param host without brackets
 */
record Authority(String host, Optional<Integer> port) {

    private static final int NETWORK_OCTETS = 8;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)\\.?(?::([0-9]{0,5}))?");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]{2,45})](?::([0-9]{0,5}))?");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    /** Parses an authority; empty for text that is not one, and for user information. */
    static Optional<Authority> of(String text) {
        Matcher name = NAME.matcher(text);
        if (name.matches()) {
            return Optional.of(new Authority(AsciiCase.lower(name.group(1)), port(name.group(2))));
        }
        Matcher bracketed = BRACKETED.matcher(text);
        return bracketed.matches()
                ? canonical(bracketed.group(1)).map(host -> new Authority(host, port(bracketed.group(2))))
                : Optional.empty();
    }

    /** Returns the authority of a socket address, which may have a zone; empty if the text is not an address. */
    static Optional<Authority> ofSocket(String address) {
        return Optional.ofNullable(address)
                .map(text -> text.replaceFirst("%.*", ""))
                .filter(text -> IPV4.matcher(text).matches() || text.indexOf(':') >= 0)
                .flatMap(Authority::canonical)
                .map(host -> new Authority(host, Optional.empty()));
    }

    boolean isLoopback() {
        return host.equals("localhost")
                || address().filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether it is the unspecified address, which represents all addresses of a machine. */
    boolean isWildcard() {
        return address().filter(InetAddress::isAnyLocalAddress).isPresent();
    }

    /**
     * Returns the network that counts as one caller: an IPv4 address, or the 64-bit prefix of an IPv6 address, which one customer
     * has.
     */
    String network() {
        return address()
                .filter(Inet6Address.class::isInstance)
                .map(address -> HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_OCTETS))
                .orElse(host);
    }

    private Optional<InetAddress> address() {
        boolean name = host.indexOf(':') < 0 && !IPV4.matcher(host).matches();
        return name ? Optional.empty() : address(host);
    }

    private static Optional<String> canonical(String literal) {
        return address(literal).map(InetAddress::getHostAddress);
    }

    /** Parses an IP address. The brackets prevent Java from resolving a text that is not an address. */
    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal.indexOf(':') < 0 ? literal : "[" + literal + "]"));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> port(String digits) {
        return Optional.ofNullable(digits).filter(text -> !text.isEmpty()).map(Integer::valueOf);
    }
}
