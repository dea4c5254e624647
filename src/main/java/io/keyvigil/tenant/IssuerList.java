package io.keyvigil.tenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shortest watch list: issuers in an environment variable, separated by commas, one tenant per issuer.
 *
 * <ol>
 *   <li>All problems are reported together. Each names the issuer by its position in the list, never by its text.
 *   <li>A tenant's id depends only on the issuer and on the issuers that would have the same id.
 * </ol>
 */
public final class IssuerList {

    /** The environment variable; problems name it instead of a file. */
    public static final String VARIABLE = "KEYVIGIL_ISSUERS";

    private final Problems problems = new Problems(VARIABLE);
    private final Duration pollEvery;

    private IssuerList(Duration pollEvery) {
        this.pollEvery = pollEvery;
    }

    public static WatchListReading parse(String issuers) {
        return parse(issuers, Tenant.DEFAULT_POLL_EVERY);
    }

    public static WatchListReading parse(String issuers, Duration pollEvery) {
        return new IssuerList(pollEvery).read(issuers);
    }

    /** Merges both lists. If either is invalid, or both have a tenant of the same id, returns all their problems. */
    public static WatchListReading merge(WatchListReading file, WatchListReading issuers) {
        List<WatchListProblem> problems = new ArrayList<>(file.problems());
        problems.addAll(issuers.problems());
        if (!problems.isEmpty()) {
            return WatchListReading.refused(problems);
        }
        WatchList inFile = file.watchList().orElseThrow();
        Map<TenantId, Tenant> tenants = new TreeMap<>(inFile.tenants());
        Problems clashes = new Problems(VARIABLE);
        issuers.watchList().orElseThrow().tenants().forEach((id, tenant) -> {
            if (tenants.putIfAbsent(id, tenant) != null) {
                clashes.addWithoutLine(
                        "an issuer gets the id " + id + ", which the watch list gives to a tenant of its own",
                        "remove the issuer here, or give the tenant there another id");
            }
        });
        return clashes.reading(new WatchList(new TreeMap<>(tenants), inFile.consumers(), inFile.clock()));
    }

    private WatchListReading read(String text) {
        List<String> issuers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String[] written = text.split(",");
        for (int place = 1; place <= written.length; place++) {
            String issuer = written[place - 1].strip();
            if (!issuer.isEmpty() && isRight(issuer, place, seen)) {
                issuers.add(issuer);
            }
        }
        Map<TenantId, Tenant> tenants = new TreeMap<>();
        TenantIds.of(issuers).forEach((issuer, id) -> {
            if (tenants.put(id, Tenant.ofIssuer(id, issuer, pollEvery)) != null) {
                problems.addWithoutLine(
                        "two issuers get the id " + id, "name one of them in a watch list, with an id of its own");
            }
        });
        return problems.reading(WatchList.of(tenants));
    }

    private boolean isRight(String issuer, int place, Set<String> seen) {
        Optional<Defect> defect = Issuers.defect(issuer)
                .or(() -> Issuers.discoveryDefect(issuer))
                .or(() -> TenantIds.defect(issuer))
                .or(() -> pollDefect(issuer));
        defect.ifPresent(found -> problems.addWithoutLine("issuer " + place + " " + found.problem(), remedy(found)));
        if (defect.isEmpty() && !seen.add(issuer)) {
            problems.addWithoutLine("issuer " + place + " is in the list twice", "remove it");
            return false;
        }
        return defect.isEmpty();
    }

    private Optional<Defect> pollDefect(String issuer) {
        Duration least = Addresses.onLoopback(issuer) ? DurationReader.ON_LOOPBACK : DurationReader.POLITE;
        return pollEvery.compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(new Defect(
                        "would be polled more often than every " + Durations.text(least),
                        "set a longer poll interval"));
    }

    /** Returns the remedy. Members can be added only in a file. */
    private static String remedy(Defect defect) {
        return defect.remedy().startsWith("add ") ? "name it in a watch list, and " + defect.remedy() : defect.remedy();
    }
}
