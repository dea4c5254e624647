package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.cache.CacheReports.Pair;
import io.keyvigil.cache.ObservedCache;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlCacheReportsTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00.123Z");
    private static final Pair PAIR = pair("app", "a");
    private static final Pair OTHER = pair("app", "b");
    private static final ObservedCache REPORT = new ObservedCache(
            Set.of(
                    key("both", "thumb"),
                    new KeyIdentity(Optional.of("kid 'only'"), Optional.empty()),
                    new KeyIdentity(Optional.empty(), Optional.of(thumbprint("alone")))),
            AT);

    @Parameter
    private TestDatabase database;

    @TempDir
    private Path directory;

    private SqlCacheReports reports;

    @BeforeEach
    void migrate() {
        DataSource dataSource = database.migrated(directory);
        reports = new SqlCacheReports(StoreTesting.transactions(dataSource));
    }

    private static Pair pair(String consumer, String tenant) {
        return new Pair(new ConsumerId(consumer), new TenantId(tenant));
    }

    private static JwkThumbprint thumbprint(String name) {
        return new JwkThumbprint((name + "A".repeat(43)).substring(0, 43));
    }

    private static KeyIdentity key(String kid, String thumbprint) {
        return new KeyIdentity(Optional.of(kid), Optional.of(thumbprint(thumbprint)));
    }

    @Test
    void reportComesBackAsItWas() {
        // Given
        reports.save(PAIR, REPORT);

        // When
        Map<Pair, ObservedCache> loaded = reports.load();

        // Then
        assertThat(loaded).containsOnly(Map.entry(PAIR, REPORT));
    }

    @Test
    void reportOfNoKeysIsAReport() {
        // Given
        reports.save(PAIR, new ObservedCache(Set.of(), AT));

        // When
        Map<Pair, ObservedCache> loaded = reports.load();

        // Then
        assertThat(loaded).containsOnly(Map.entry(PAIR, new ObservedCache(Set.of(), AT)));
    }

    @Test
    void onlyTheNewestReportOfAPairIsKept() {
        // Given
        ObservedCache newer = new ObservedCache(Set.of(key("new", "new")), AT.plusSeconds(60));
        reports.save(PAIR, REPORT);
        reports.save(OTHER, REPORT);
        reports.save(PAIR, newer);

        // When
        Map<Pair, ObservedCache> loaded = reports.load();

        // Then
        assertThat(loaded).containsOnly(Map.entry(PAIR, newer), Map.entry(OTHER, REPORT));
    }

    @Test
    void removedReportsAreGone() {
        // Given
        reports.save(PAIR, REPORT);
        reports.save(OTHER, REPORT);

        // When
        reports.remove(List.of(PAIR));

        // Then
        assertThat(reports.load()).containsOnlyKeys(OTHER);
    }

    @Test
    void largestReportFits() {
        // Given
        Set<KeyIdentity> keys = IntStream.range(0, 2_000)
                .mapToObj(i -> key("kid " + i, "t" + i))
                .collect(Collectors.toSet());

        // When
        reports.save(PAIR, new ObservedCache(keys, AT));

        // Then
        assertThat(reports.load().get(PAIR).keys()).isEqualTo(keys);
    }

    @Test
    void storeWithoutTheTablesIsUnavailable() {
        // Given
        SqlCacheReports elsewhere = new SqlCacheReports(
                StoreTesting.transactions(StoreTesting.dataSource(directory.resolveSibling("none"))));

        // Then
        assertThatThrownBy(() -> elsewhere.save(PAIR, REPORT)).isInstanceOf(HistoryUnavailable.class);
    }
}
