package io.keyvigil.cache;

import static io.keyvigil.testing.ConsumersOfTests.modelled;
import static io.keyvigil.testing.ConsumersOfTests.showing;
import static io.keyvigil.testing.ConsumersOfTests.watchList;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.cache.CacheReports.Changes;
import io.keyvigil.cache.CacheReports.Pair;
import io.keyvigil.consumer.ForecastScene;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportedCachesTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
    private static final KeyIdentity KEY = ForecastScene.identity(SigningKeys.ec("a"));
    private static final ObservedCache REPORT = new ObservedCache(Set.of(KEY), AT);
    private static final Pair PAIR = new Pair(new ConsumerId("app"), new TenantId("a"));
    private static final Pair OTHER = new Pair(new ConsumerId("app"), new TenantId("b"));
    private static final WatchList BOTH = watchList(List.of("a", "b"), modelled("app", "jose4j"));

    private final FakeReports store = new FakeReports();
    private final ReportedCaches reports = new ReportedCaches(store);

    private static final class FakeReports implements CacheReports {

        private final Map<Pair, ObservedCache> kept = new HashMap<>();
        private Changes elsewhere = Changes.NONE;
        private boolean failing;

        @Override
        public Changes changes() {
            work();
            return elsewhere;
        }

        @Override
        public Map<Pair, ObservedCache> load() {
            work();
            return Map.copyOf(kept);
        }

        @Override
        public void save(Pair pair, ObservedCache report) {
            work();
            kept.put(pair, report);
        }

        @Override
        public void remove(Collection<Pair> pairs) {
            work();
            kept.keySet().removeAll(pairs);
        }

        private void work() {
            if (failing) {
                throw new HistoryUnavailable("the disk is full", null);
            }
        }
    }

    @Test
    void reportIsInForceAndWritten() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);

        // When
        reports.report(PAIR, REPORT);

        // Then: it says nothing of the other tenant's keys
        assertThat(reports.observation(PAIR)).contains(new CacheObservation(REPORT, CacheSource.REPORT));
        assertThat(reports.observation(OTHER)).isEmpty();
        assertThat(store.kept).containsOnly(Map.entry(PAIR, REPORT));
    }

    @Test
    void reportSurvivesARestart() {
        // Given
        store.kept.put(PAIR, REPORT);

        // When
        reports.changed(WatchList.EMPTY, BOTH);

        // Then
        assertThat(reports.observation(PAIR)).isPresent();
    }

    @Test
    void reportOfAPairThatLeftVanishes() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        reports.report(PAIR, REPORT);
        reports.report(OTHER, REPORT);

        // When
        reports.changed(BOTH, watchList(List.of("b"), modelled("app", "jose4j")));

        // Then
        assertThat(reports.observation(PAIR)).isEmpty();
        assertThat(store.kept).containsOnlyKeys(OTHER);
    }

    @Test
    void reportOfAPairThatLeftWhileNobodyLookedVanishes() {
        // Given
        store.kept.put(PAIR, REPORT);

        // When
        reports.changed(WatchList.EMPTY, WatchList.EMPTY);

        // Then
        assertThat(store.kept).isEmpty();
    }

    @Test
    void reportWaitsWhileTheStoreFails() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        store.failing = true;
        reports.report(PAIR, REPORT);
        boolean inForce = reports.observation(PAIR).isPresent();
        store.failing = false;

        // When
        reports.flush();

        // Then
        assertThat(inForce).isTrue();
        assertThat(store.kept).containsOnlyKeys(PAIR);
    }

    @Test
    void reportToAnotherReplicaIsInForceHere() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        store.elsewhere = new Changes(false, Map.of(PAIR, REPORT), Set.of());

        // When
        reports.follow();

        // Then
        assertThat(reports.observation(PAIR)).contains(new CacheObservation(REPORT, CacheSource.REPORT));
    }

    @Test
    void whatAnotherReplicaRemovedIsGoneHere() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        reports.report(PAIR, REPORT);
        reports.report(OTHER, REPORT);
        store.elsewhere = new Changes(false, Map.of(), Set.of(PAIR));

        // When
        reports.follow();

        // Then
        assertThat(reports.observation(PAIR)).isEmpty();
        assertThat(reports.observation(OTHER)).isPresent();
    }

    @Test
    void wholeLookForgetsWhatIsThereNoMore() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        reports.report(PAIR, REPORT);
        store.elsewhere = new Changes(true, Map.of(OTHER, REPORT), Set.of());

        // When
        reports.follow();

        // Then
        assertThat(reports.observation(PAIR)).isEmpty();
        assertThat(reports.observation(OTHER)).isPresent();
    }

    @Test
    void reportOfAPairThatIsNotWatchedHereIsNotKept() {
        // Given
        reports.changed(WatchList.EMPTY, watchList(List.of("b"), modelled("app", "jose4j")));
        store.elsewhere = new Changes(false, Map.of(PAIR, REPORT), Set.of());

        // When
        reports.follow();

        // Then
        assertThat(reports.observation(PAIR)).isEmpty();
    }

    @Test
    void pairThatIsWatchedAnewHasWhatWasReportedElsewhere() {
        // Given
        WatchList one = watchList(List.of("b"), modelled("app", "jose4j"));
        reports.changed(WatchList.EMPTY, one);
        store.kept.put(PAIR, REPORT);

        // When
        reports.changed(one, BOTH);

        // Then
        assertThat(reports.observation(PAIR)).isPresent();
    }

    /** Both were reported while this process did not reach the store. */
    @ParameterizedTest
    @CsvSource({"-1, 0", "1, 1"})
    void laterOfTwoReportsCountsAfterAnOutage(int theirs, int counts) {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        store.failing = true;
        reports.report(PAIR, REPORT);
        store.failing = false;
        ObservedCache elsewhere = new ObservedCache(Set.of(), AT.plusSeconds(theirs));
        store.elsewhere = new Changes(true, Map.of(PAIR, elsewhere), Set.of());

        // When
        reports.follow();

        // Then
        assertThat(reports.observation(PAIR).orElseThrow().cache().at()).isEqualTo(AT.plusSeconds(counts));
    }

    @Test
    void reportThatWaitsIsNotForgottenForAStoreWithoutIt() {
        // Given
        reports.changed(WatchList.EMPTY, BOTH);
        store.failing = true;
        reports.report(PAIR, REPORT);
        store.failing = false;
        store.elsewhere = new Changes(true, Map.of(), Set.of());

        // When
        reports.follow();

        // Then
        assertThat(reports.observation(PAIR)).isPresent();
    }

    @Test
    void newerOfReportAndLookCounts() {
        // Given
        MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
        CacheWatch read =
                new CacheWatch(place -> new CacheAnswer.Read(Set.of(), false), List.of(), clock, Runnable::run);
        read.changed(WatchList.EMPTY, watchList(List.of("a", "b"), showing("app", "http://127.0.0.1/keys")));
        reports.changed(WatchList.EMPTY, BOTH);
        NewestCaches caches = new NewestCaches(read, reports);
        read.readDue();
        clock.advance(Duration.ofSeconds(1));

        // When
        caches.report(PAIR, new ObservedCache(Set.of(KEY), clock.instant()));

        // Then: the look counts for both tenants, the report for its own
        assertThat(caches.of(PAIR.consumer(), PAIR.tenant()).orElseThrow().keys())
                .containsExactly(KEY);
        assertThat(caches.of(OTHER.consumer(), OTHER.tenant()).orElseThrow().keys())
                .isEmpty();
    }
}
