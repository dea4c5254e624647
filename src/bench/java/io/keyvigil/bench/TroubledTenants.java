package io.keyvigil.bench;

import io.keyvigil.testing.TroubledProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Healthy tenants beside others, each polled every 10 s.
 *
 * @param domain what follows a tenant's name in the host name of its provider; without it the host is 127.0.0.1
 */
record TroubledTenants(TroubledProviders providers, String domain, List<String> tenants) {

    private static final String HEALTHY = "healthy";

    TroubledTenants(TroubledProviders providers, String domain) {
        this(providers, domain, List.of());
    }

    TroubledTenants and(int number, String kind) {
        Stream<String> more = IntStream.range(0, number).mapToObj(n -> kind + n);
        return new TroubledTenants(
                providers, domain, Stream.concat(tenants.stream(), more).toList());
    }

    TroubledTenants andHealthy(int number) {
        return and(number, HEALTHY);
    }

    Path write(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("watchlist.yaml"),
                tenants.stream()
                        .map(tenant -> "  %1$s: {issuer: '%2$s', jwks-uri: '%2$s/%1$s', poll-every: 10s}\n"
                                .formatted(tenant, origin(tenant)))
                        .collect(Collectors.joining("", "tenants:\n", "")));
    }

    private String origin(String tenant) {
        return "http://" + (domain.isEmpty() ? "127.0.0.1" : tenant + domain) + ":" + providers.port();
    }

    /** The longest time that a healthy tenant was not polled between these times, by {@link System#nanoTime()}. */
    Duration longestGap(long fromNanos, long untilNanos) {
        return Duration.ofNanos(tenants.stream()
                .filter(tenant -> tenant.startsWith(HEALTHY))
                .mapToLong(tenant -> longestGap(tenant, fromNanos, untilNanos))
                .max()
                .orElseThrow());
    }

    private long longestGap(String tenant, long fromNanos, long untilNanos) {
        List<Long> times = new ArrayList<>(List.of(fromNanos));
        providers.requested("/" + tenant).stream()
                .filter(time -> time < untilNanos)
                .forEach(times::add);
        times.add(untilNanos);
        return IntStream.range(1, times.size())
                .mapToLong(next -> times.get(next) - times.get(next - 1))
                .max()
                .orElseThrow();
    }

    long failedPolls(Scrape scrape) {
        return scrape.failedPolls(HEALTHY);
    }
}
