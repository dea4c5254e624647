package io.keyvigil.cli;

import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.ntp.ProviderClockSample;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TimeServers;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.PollListener;
import io.keyvigil.watch.Transition;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passes the time servers of the watch list and clock samples of providers to the clock watch. A host counts as one source,
 * regardless of its number of tenants.
 */
final class ClockSources implements WatchListListener, PollListener {

    private final ClockWatch clock;

    ClockSources(ClockWatch clock) {
        this.clock = clock;
    }

    @Override
    public void changed(WatchList before, WatchList after) {
        TimeServers servers = after.clock();
        if (!servers.equals(before.clock())) {
            clock.configure(servers.servers(), servers.every());
        }
    }

    @Override
    public void polled(Tenant tenant, FetchResult result, Transition transition) {
        Stream.of(result.discovery(), result.jwks())
                .flatMap(Optional::stream)
                .flatMap(exchange -> evidence(exchange).stream())
                .forEach(clock::heard);
    }

    private static Optional<ProviderClockSample> evidence(Exchange exchange) {
        return exchange.serverClock().flatMap(server -> Optional.ofNullable(
                        URI.create(exchange.uri()).getAuthority())
                .map(host -> new ProviderClockSample(host, server.offset(), server.errorBound(), exchange.at())));
    }
}
