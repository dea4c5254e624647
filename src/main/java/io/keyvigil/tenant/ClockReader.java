package io.keyvigil.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code clock}: time servers as {@code host}, {@code host:port} or {@code [IPv6 address]:port}. */
final class ClockReader {

    static final List<String> MEMBERS = List.of("servers", "every");

    /** Public time servers reply to more frequent requests with a kiss-o'-death (RFC 5905 section 7.4). */
    private static final Duration LEAST_EVERY = Duration.ofSeconds(16);

    private ClockReader() {}

    static TimeServers read(YamlMapping clock) {
        KnownMembers.check(clock, MEMBERS);
        Set<String> servers = new LinkedHashSet<>();
        boolean onLoopback = true;
        for (YamlText server : clock.texts("servers")) {
            Optional<String> host = host(server.value());
            onLoopback &= host.filter(Addresses::isLoopback).isPresent();
            if (host.isEmpty()) {
                clock.problemAt(
                        server.line(),
                        "servers",
                        "holds what is no server",
                        "write host, host:port or [IPv6 address]:port");
            } else if (!servers.add(server.value())) {
                clock.problemAt(server.line(), "servers", "names one server twice", "remove one: each has one voice");
            }
        }
        boolean allOnLoopback = onLoopback && !servers.isEmpty();
        Duration every = DurationReader.interval(clock, "every", LEAST_EVERY, allOnLoopback)
                .orElse(TimeServers.DEFAULT_EVERY);
        return new TimeServers(List.copyOf(servers), every);
    }

    private static Optional<String> host(String server) {
        String authority = "ntp://" + server;
        return Addresses.uri(authority)
                .filter(uri -> uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535)
                .filter(uri -> (uri.getHost() + port(uri)).equals(server))
                .map(URI::getHost);
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }
}
