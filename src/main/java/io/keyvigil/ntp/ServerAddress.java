package io.keyvigil.ntp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A time server as people write it: {@code host}, {@code host:port} or {@code [IPv6 address]:port}. */
record ServerAddress(String host, int port) {

    private static final int NTP_PORT = 123;

    static ServerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean portGiven = colon > text.lastIndexOf(']') && text.indexOf(':') >= (text.startsWith("[") ? 0 : colon);
        String host = portGiven ? text.substring(0, colon) : text;
        int port = portGiven ? Integer.parseInt(text.substring(colon + 1)) : NTP_PORT;
        return new ServerAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /**
     * Queries the resolver each time, and may block.
     *
     * @param attempt selects the first address: the next one after each failure, because a silent address must not hide the
     *     others
     */
    List<InetSocketAddress> resolve(int attempt) throws UnknownHostException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        Collections.rotate(addresses, -attempt);
        return addresses;
    }
}
