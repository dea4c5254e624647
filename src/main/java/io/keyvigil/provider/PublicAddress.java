package io.keyvigil.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which IP addresses are public: those that IANA's special-purpose address registries (RFC 6890) list as globally
 * reachable. An IPv6 address that contains an IPv4 address is public if that one is. IPv4-mapped addresses are IPv4
 * addresses in Java.
 */
final class PublicAddress {

    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared with a carrier
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, with the clouds' metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // protocol assignments, with Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(Block::of)
            .toList();

    /** RFC 4291 section 2.4. Addresses outside of it are loopback, link-local, unique local, multicast or not assigned. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    /** RFC 6052: the last four bytes are the IPv4 address. Networks without IPv4 use it to reach public servers. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private static final int IPV4_OCTETS = 4;

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] octets = address.getAddress();
        if (NAT64.holds(octets)) {
            return isOutside(Arrays.copyOfRange(octets, octets.length - IPV4_OCTETS, octets.length));
        }
        return isOutside(octets) && (!(address instanceof Inet6Address) || GLOBAL_UNICAST.holds(octets));
    }

    private static boolean isOutside(byte... octets) {
        return NOT_PUBLIC.stream().noneMatch(block -> block.holds(octets));
    }

    /** The addresses that begin with the same bits. */
    private record Block(byte[] first, int bits) {

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                return new Block(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException notAnAddress) {
                throw new IllegalStateException(text, notAnAddress);
            }
        }

        boolean holds(byte... octets) {
            if (octets.length != first.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = 0xFF & -(1 << (Byte.SIZE - bits % Byte.SIZE));
            return Arrays.equals(octets, 0, whole, first, 0, whole)
                    && (bits % Byte.SIZE == 0 || (octets[whole] & rest) == (first[whole] & rest));
        }
    }
}
