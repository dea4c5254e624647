package io.keyvigil.provider;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/**
 * Resolves the host of a request and, if its {@link Reach} demands it, refuses a host with an address that is not public.
 * Protects against a name that resolves differently shortly afterwards (DNS rebinding):
 *
 * <ol>
 *   <li>Over {@code http} the request is sent to the address that was checked, with the name in {@code Host}.
 *   <li>Over {@code https} it is sent after the server has proven the name by its certificate.
 *   <li>An origin that once had a public address counts as public, even if it later resolves to another address.
 *   <li>An HTTP proxy that the JVM is set to use resolves names itself: then only hosts that are addresses are checked.
 * </ol>
 */
final class GuardedRoute {

    private final HostNames names;
    private final RecentNames publicOrigins = new RecentNames();

    GuardedRoute(HostNames names) {
        this.names = names;
    }

    /** The request as it may be sent. */
    Outcome<HttpRequest> of(HttpRequest request, HttpAddress address, Reach reach, Duration within)
            throws InterruptedException {
        Outcome<List<InetAddress>> resolved = names.resolve(address, within);
        if (resolved instanceof Outcome.Flawed<List<InetAddress>> flawed) {
            return new Outcome.Flawed<>(flawed.flaw());
        }
        if (!reach.guarded()) {
            return Outcome.of(request);
        }
        boolean proxied = RoutedHost.isProxied(address.uri());
        List<InetAddress> addresses =
                proxied ? RoutedHost.literal(address.uri()) : resolved.fold(known -> known, flaw -> List.of());
        if (!proxied && addresses.isEmpty()) {
            return Outcome.flawed(FetchFailure.DNS, "the host name has no address: " + address);
        }
        if (reach.startsAt(address)) {
            note(address, addresses);
            return Outcome.of(request);
        }
        if (!addresses.stream().allMatch(PublicAddress::is) && demandsPublic(reach, within)) {
            return Outcome.flawed(
                    FetchFailure.ADDRESS_REFUSED, "the host has an address that is not public: " + address);
        }
        return Outcome.of(proxied || address.secure() ? request : pinned(request, address, addresses.get(0)));
    }

    private boolean demandsPublic(Reach reach, Duration within) throws InterruptedException {
        if (reach.origin().isEmpty()) {
            return true;
        }
        HttpAddress origin = reach.origin().get();
        Outcome<List<InetAddress>> resolved = names.resolve(origin, within);
        resolved.fold(addresses -> note(origin, addresses), flaw -> false);
        return publicOrigins.contains(origin.host()) || resolved instanceof Outcome.Flawed;
    }

    private boolean note(HttpAddress origin, List<InetAddress> addresses) {
        boolean isPublic = addresses.stream().anyMatch(PublicAddress::is);
        if (isPublic) {
            publicOrigins.add(origin.host());
        }
        return isPublic;
    }

    private static HttpRequest pinned(HttpRequest request, HttpAddress address, InetAddress to) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(address.at(to))
                .setHeader("Host", address.uri().getRawAuthority())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
