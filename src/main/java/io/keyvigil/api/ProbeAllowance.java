package io.keyvigil.api;

import io.keyvigil.tenant.IssuerList;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListReading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The issuers that may be probed in addition to those of the watch list: exact ones, or prefixes. A prefix ends at a slash:
 * {@code https://login.example} allows {@code https://login.example/a}, but not {@code https://login.example.org}. The part after
 * a prefix must be a path of plain segments: other encodings, such as an encoded slash, could select another resource of the
 * server.
 */
public record ProbeAllowance(List<String> allowed) {

    private static final Predicate<String> PLAIN =
            Pattern.compile("[A-Za-z0-9._~-]+").asMatchPredicate();
    private static final Set<String> DOTS = Set.of(".", "..");

    /**
     * An allowed issuer.
     *
     * @param tenant the issuer with default settings
     * @param exact whether the issuer itself is allowed; the operator then chose its address
     */
    record Allowed(Tenant tenant, boolean exact) {}

    public ProbeAllowance {
        allowed = List.copyOf(allowed);
    }

    /** Returns the allowed issuer; empty if it is invalid or not allowed. */
    Optional<Allowed> of(String issuer) {
        boolean exact = allowed.contains(issuer);
        if (!exact && allowed.stream().noneMatch(entry -> isBelow(entry, issuer))) {
            return Optional.empty();
        }
        WatchListReading reading = IssuerList.parse(issuer);
        return reading.watchList()
                .map(WatchList::tenants)
                .filter(tenants -> tenants.size() == 1)
                .map(tenants -> new Allowed(tenants.get(tenants.firstKey()), exact));
    }

    private static boolean isBelow(String entry, String issuer) {
        String prefix = entry.endsWith("/") ? entry : entry + "/";
        return issuer.startsWith(prefix) && isPlainPath(issuer.substring(prefix.length()));
    }

    private static boolean isPlainPath(String path) {
        String segments = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return segments.isEmpty()
                ? path.isEmpty()
                : Arrays.stream(segments.split("/", -1)).allMatch(PLAIN.and(Predicate.not(DOTS::contains)));
    }
}
