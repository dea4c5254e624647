package io.keyvigil.store;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What a replica's share is taken of.
 *
 * @param digest of the tenants' ids: replicas share fairly with those that watch the same; with others, whoever comes first
 * @param tenants their ids in order
 * @param lease how long a replica may be silent
 */
record ClaimedList(WatchList watchList, String digest, List<String> tenants, Duration lease) {

    /** Within two poll intervals a silent replica's tenants must be polled by another, which looks every second. */
    static final Duration LONGEST_LEASE = Duration.ofSeconds(10);

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

    ClaimedList {
        tenants = List.copyOf(tenants);
    }

    static ClaimedList of(WatchList watchList) {
        List<String> tenants = watchList.tenants().keySet().stream()
                .map(TenantId::value)
                .sorted()
                .toList();
        Duration shortest = watchList.tenants().values().stream()
                .map(Tenant::pollEvery)
                .min(Duration::compareTo)
                .orElse(LONGEST_LEASE);
        Duration atLeast = shortest.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : shortest;
        Duration lease = atLeast.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : atLeast;
        return new ClaimedList(watchList, digest(tenants), tenants, lease);
    }

    /** How many tenants are one replica's part where so many share. */
    int share(int replicas) {
        return (tenants.size() + replicas - 1) / replicas;
    }

    private static String digest(List<String> tenants) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            tenants.forEach(tenant -> digest.update((tenant + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
