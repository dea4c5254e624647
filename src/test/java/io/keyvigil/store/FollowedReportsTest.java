package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keyvigil.cache.CacheReports.Changes;
import io.keyvigil.cache.CacheReports.Pair;
import io.keyvigil.cache.ObservedCache;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.SharedDatabase;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyIdentity;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One replica is told, another hears of it. */
class FollowedReportsTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00.123Z");
    private static final Pair PAIR = new Pair(new ConsumerId("app"), new TenantId("a"));
    private static final Pair OTHER = new Pair(new ConsumerId("app"), new TenantId("b"));
    private static final ObservedCache REPORT =
            new ObservedCache(Set.of(new KeyIdentity(Optional.of("k"), Optional.empty())), AT);
    private static final ObservedCache LATER = new ObservedCache(Set.of(), AT.plusSeconds(60));

    private DataSource dataSource;
    private SqlCacheReports told;
    private SqlCacheReports following;

    @BeforeEach
    void open() {
        dataSource = SharedDatabase.create().dataSource();
        StoreTesting.sharedFlyway(dataSource).migrate();
        told = reports();
        following = reports();
        told.save(OTHER, REPORT);
        // A transaction of the server itself may be under way.
        await().until(() -> following.changes().equals(Changes.NONE));
    }

    private SqlCacheReports reports() {
        return SqlCacheReports.shared(StoreTesting.transactions(dataSource));
    }

    @Test
    void firstLookIsWhole() {
        // When
        Changes changes = reports().changes();

        // Then
        assertThat(changes).isEqualTo(new Changes(true, Map.of(OTHER, REPORT), Set.of()));
    }

    @Test
    void onlyWhatChangedIsRead() {
        // Given
        told.save(PAIR, REPORT);

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes).isEqualTo(new Changes(false, Map.of(PAIR, REPORT), Set.of()));
    }

    @Test
    void nothingNewIsNothingRead() {
        // When
        told.save(PAIR, REPORT);

        // Then
        await().until(() -> following.changes().equals(Changes.NONE));
    }

    @Test
    void reportThatTookThePlaceOfAnotherIsNoRemoval() {
        // Given
        told.save(OTHER, LATER);

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes).isEqualTo(new Changes(false, Map.of(OTHER, LATER), Set.of()));
    }

    @Test
    void removedReportIsTold() {
        // Given
        told.remove(List.of(OTHER));

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes).isEqualTo(new Changes(false, Map.of(), Set.of(OTHER)));
    }

    @Test
    void reportThatCameBackIsNotTakenForRemoved() {
        // Given
        told.remove(List.of(OTHER));
        told.save(OTHER, LATER);

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes).isEqualTo(new Changes(false, Map.of(OTHER, LATER), Set.of()));
    }

    /** It removes the row and writes another. */
    @Test
    void programOfAnEarlierVersionIsFollowed() {
        // Given
        StoreTesting.execute(
                dataSource,
                "BEGIN; DELETE FROM reported_key; DELETE FROM cache_report;"
                        + " INSERT INTO cache_report (consumer, tenant, at) VALUES ('app', 'b', "
                        + LATER.at().toEpochMilli() + "); COMMIT");

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes).isEqualTo(new Changes(false, Map.of(OTHER, LATER), Set.of()));
    }

    @Test
    void transactionThatWasUnderWayIsToldOnceItIsWritten() throws Exception {
        // Given
        try (Connection slow = dataSource.getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO cache_report (consumer, tenant, at) VALUES ('app', 'a', "
                    + LATER.at().toEpochMilli() + ")");
            told.save(OTHER, LATER);
            following.changes();
            slow.commit();
        }

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes.reported()).containsEntry(PAIR, LATER);
    }

    @Test
    void afterALookThatFailedTheNextIsWhole() {
        // Given
        StoreTesting.execute(dataSource, "ALTER TABLE removed_report RENAME TO away");
        assertThatThrownBy(following::changes).isInstanceOf(HistoryUnavailable.class);
        StoreTesting.execute(dataSource, "ALTER TABLE away RENAME TO removed_report");

        // When
        Changes changes = following.changes();

        // Then
        assertThat(changes.complete()).isTrue();
    }

    @Test
    void removalsOfLongAgoAreForgotten() {
        // Given
        told.save(PAIR, REPORT);
        told.remove(List.of(OTHER));
        StoreTesting.execute(
                dataSource, "UPDATE removed_report SET removed_at = clock_timestamp() - interval '25 hours'");

        // When
        told.remove(List.of(PAIR));

        // Then
        assertThat(following.changes().removed()).containsExactly(PAIR);
    }
}
