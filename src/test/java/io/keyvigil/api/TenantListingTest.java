package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.MemoryHistory;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tenants whose id begins with {@code gone} fail, those that begin with {@code new} were never tried, {@code reject} have a
 * critical risk and {@code review} a lesser one.
 */
class TenantListingTest {

    private static final String KEY = SigningKeys.ec("first").jwk();

    private final MutableClock clock = MutableClock.at("2026-11-22T12:00:00Z");
    private final ProviderClient provider = (tenant, known, round) ->
            tenant.id().value().startsWith("gone") ? Fetches.failed(FetchFailure.CONNECT) : Fetches.fetched(KEY);
    private final MemoryHistory history = new MemoryHistory();
    private final KeyWatch watch = new KeyWatch(
            provider,
            history,
            new HistoryKeeper(history, Runnable::run),
            Claims.ALL,
            List.of(),
            clock,
            Runnable::run,
            4);
    private final TenantListing listing = new TenantListing(watch, this::risks, clock);

    @Test
    void worstComeFirstOnWhateverPageSize() {
        // Given
        watching("alpha", "beta", "gone-a", "gone-b", "new-a", "reject-a", "review-a");

        // When
        List<String> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            TenantPage page = listing.page(Optional.empty(), TenantOrder.WORST, after, 2);
            page.items().forEach(row -> paged.add(row.id()));
            after = page.next();
        } while (after.isPresent());

        // Then
        assertThat(paged).containsExactly("reject-a", "gone-a", "gone-b", "review-a", "new-a", "alpha", "beta");
    }

    @Test
    void nextPageBeginsAfterThePlaceOfATenantThatIsGone() {
        // Given
        watching("alpha", "beta", "gone-a");
        Optional<String> next = listing.page(Optional.empty(), TenantOrder.WORST, Optional.empty(), 2)
                .next();
        watching("beta", "gone-a");

        // When
        TenantPage page = listing.page(Optional.empty(), TenantOrder.WORST, next, 2);

        // Then
        assertThat(page.items()).extracting(TenantRow::id).containsExactly("beta");
    }

    @Test
    void statusesOfAllThatWereSearchedForAreCounted() {
        // Given
        watching("alpha", "beta", "gone-a", "gone-b", "new-a");

        // When
        TenantPage page = listing.page(Optional.of("a"), TenantOrder.WORST, Optional.empty(), 1);

        // Then
        assertThat(page.counts().orElseThrow())
                .containsOnly(Map.entry("failing", 2L), Map.entry("unknown", 1L), Map.entry("ok", 2L));
    }

    @ParameterizedTest
    @CsvSource({
        "ALPH, alpha",
        "' gone-b ', gone-b",
        "IDP.example/beta, beta",
        "nowhere,",
    })
    void searchLooksIntoIdAndIssuer(String text, String found) {
        // Given
        watching("alpha", "beta", "gone-a", "gone-b");

        // When
        List<String> byId = ids(listing.page(Optional.of(text), TenantOrder.ID, Optional.empty(), 10));
        List<String> worst = ids(listing.page(Optional.of(text), TenantOrder.WORST, Optional.empty(), 10));

        // Then
        assertThat(byId).isEqualTo(worst).isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void firstPageOfTenThousandIsQuick() {
        // Given
        watching(IntStream.range(0, 10_000)
                .mapToObj(i -> (i % 100 == 0 ? "gone-" : "tenant-") + i)
                .toArray(String[]::new));
        List<Duration> taken = new ArrayList<>();

        // When
        for (int round = 0; round < 30; round++) {
            long begun = System.nanoTime();
            TenantPage page = listing.page(Optional.empty(), TenantOrder.WORST, Optional.empty(), 50);
            taken.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(page.items()).hasSize(50).extracting(TenantRow::status).containsOnly("failing");
        }

        // Then
        List<Duration> sorted = taken.stream().sorted().toList();
        System.out.printf(
                "first page of 10,000 tenants, the worst first: first %.1f ms, median %.1f ms, slowest %.1f ms%n",
                taken.get(0).toNanos() / 1e6,
                sorted.get(15).toNanos() / 1e6,
                sorted.get(29).toNanos() / 1e6);
        assertThat(sorted.get(15)).isLessThan(Duration.ofMillis(500));
    }

    private List<ActiveRisk> risks(TenantId tenant) {
        Severity severity = tenant.value().startsWith("reject") ? Severity.CRITICAL : Severity.WARNING;
        ActiveRisk risk = new ActiveRisk(
                Risk.CONSUMER_STALE,
                severity,
                Optional.of(tenant),
                Optional.empty(),
                clock.instant(),
                Optional.empty(),
                "tokens may be rejected",
                Map.of());
        return tenant.value().startsWith("re") ? List.of(risk) : List.of();
    }

    private void watching(String... ids) {
        WatchList before = watch.watchList();
        watch.changed(
                before, Tenants.watchList(Arrays.stream(ids).map(Tenants::of).toArray(Tenant[]::new)));
        watch.tenants().stream()
                .filter(watched -> !watched.tenant().id().value().startsWith("new"))
                .forEach(watch::poll);
    }

    private static List<String> ids(TenantPage page) {
        return page.items().stream().map(TenantRow::id).toList();
    }
}
