package io.keyvigil.api;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.AsciiCase;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Lists tenants page by page. Sorted by id, it reads only the tenants of the page. With the worst first, it reads the status of
 * all tenants, and all other data only for the page.
 */
@Singleton
class TenantListing {

    private final KeyWatch watch;
    private final Function<TenantId, List<ActiveRisk>> risks;
    private final Clock clock;

    @Inject
    TenantListing(KeyWatch watch, RiskWatch risks, Clock clock) {
        this(watch, risks::activeOf, clock);
    }

    TenantListing(KeyWatch watch, Function<TenantId, List<ActiveRisk>> risks, Clock clock) {
        this.watch = watch;
        this.risks = risks;
        this.clock = clock;
    }

    /**
     * @param search part of an id or of an issuer, ignoring case
     * @param after the {@code next} of an earlier page in the same order
     */
    TenantPage page(Optional<String> search, TenantOrder order, Optional<String> after, int limit) {
        Predicate<WatchedTenant> wanted = wanted(search);
        return order == TenantOrder.WORST ? worst(wanted, after, limit) : byId(wanted, after, limit);
    }

    private TenantPage byId(Predicate<WatchedTenant> wanted, Optional<String> after, int limit) {
        Instant now = clock.instant();
        List<TenantRow> rows = watch.tenantsAfter(after.map(TenantListing::id)).stream()
                .filter(wanted)
                .limit(limit + 1L)
                .map(watched -> row(watched, now))
                .toList();
        return TenantPage.of(Page.of(rows, limit, TenantRow::id), Optional.empty());
    }

    private TenantRow row(WatchedTenant watched, Instant now) {
        return TenantRow.of(watched, risks.apply(watched.tenant().id()), now);
    }

    private record Placed(TenantPlace place, WatchedTenant watched, String status) {
        static Placed of(WatchedTenant watched, List<ActiveRisk> risks) {
            String status = TenantRow.status(watched.state().health(), risks);
            boolean critical = risks.stream().anyMatch(risk -> risk.severity() == Severity.CRITICAL);
            return new Placed(TenantPlace.of(status, critical, watched.tenant().id()), watched, status);
        }
    }

    private TenantPage worst(Predicate<WatchedTenant> wanted, Optional<String> after, int limit) {
        Instant now = clock.instant();
        Optional<TenantPlace> cursor = after.map(TenantPlace::at);
        List<Placed> all = watch.tenants().stream()
                .filter(wanted)
                .map(watched -> Placed.of(watched, risks.apply(watched.tenant().id())))
                .toList();
        List<Placed> oneMore = all.stream()
                .filter(placed -> cursor.filter(place -> placed.place().compareTo(place) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(Placed::place))
                .limit(limit + 1L)
                .toList();
        Page<Placed> page = Page.of(oneMore, limit, placed -> placed.place().cursor());
        List<TenantRow> rows =
                page.items().stream().map(placed -> row(placed.watched(), now)).toList();
        return new TenantPage(rows, page.next(), Optional.of(counts(all)));
    }

    private static Map<String, Long> counts(List<Placed> all) {
        return all.stream()
                .map(Placed::status)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static Predicate<WatchedTenant> wanted(Optional<String> search) {
        Optional<String> text = search.map(String::strip).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return watched -> true;
        }
        String part = AsciiCase.lower(text.get());
        return watched -> matches(watched.tenant(), part);
    }

    private static boolean matches(Tenant tenant, String part) {
        return tenant.id().value().contains(part)
                || tenant.issuer()
                        .filter(issuer -> AsciiCase.lower(issuer).contains(part))
                        .isPresent();
    }

    private static TenantId id(String after) {
        if (!TenantId.isValid(after)) {
            throw ProblemException.badRequest("after is the next of an earlier page");
        }
        return new TenantId(after);
    }
}
