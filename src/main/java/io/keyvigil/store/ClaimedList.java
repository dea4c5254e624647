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
 * The list of tenants that replicas share.
 *
 * @param digest of the tenants' ids: replicas with the same list share evenly; between different lists, the first replica
 *     gets the tenant
 * @param tenants their ids in order
 * @param lease the maximum time between two signs of life of a replica
 */
record ClaimedList(WatchList watchList, String digest, List<String> tenants, Duration lease) {

    /**
     * Within two poll intervals another replica must poll the tenants of a silent one. It checks for free tenants every second.
     */
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

    /** The number of tenants of one replica among that many. */
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
