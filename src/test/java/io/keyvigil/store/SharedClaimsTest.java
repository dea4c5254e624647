package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.SharedDatabase;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.Claims.Change;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.KeyHistory.Step;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Moments are the database's: the tests let time pass by setting its rows back. */
class SharedClaimsTest {

    private static final WatchList TEN = Tenants.watchList(
            IntStream.range(0, 10).mapToObj(i -> Tenants.of("t" + i)).toArray(Tenant[]::new));

    private DataSource dataSource;
    private Claims first;
    private Claims second;
    private Claims third;

    @BeforeEach
    void createDatabase() {
        dataSource = SharedDatabase.create().dataSource();
        first = replica();
        second = replica();
        third = replica();
    }

    @Test
    void firstReplicaTakesAll() {
        // When
        first.renew(TEN);

        // Then
        assertThat(held(first)).hasSize(10);
    }

    @Test
    void replicasThatComeGetTheirShare() {
        // Given
        first.renew(TEN);

        // When
        renewRoundRobin(first, second, third);

        // Then
        assertThat(Stream.of(first, second, third).map(replica -> held(replica).size()))
                .as("a share is 4, rounded up")
                .containsExactlyInAnyOrder(4, 4, 2);
        assertNobodyIsHeldTwice();
    }

    @Test
    void replicaThatNeverReachedTheDatabaseHoldsAll() {
        // Given
        Claims lonely = StoreTesting.sharedStore(nowhere()).claims();

        // When
        assertThatThrownBy(() -> lonely.renew(TEN)).isInstanceOf(HistoryUnavailable.class);

        // Then
        assertThat(held(lonely)).hasSize(10);
    }

    @Test
    void silentReplicaIsBuriedOnlyOnceItsLeaseHasEnded() {
        // Given
        renewRoundRobin(first, second);
        settle();

        // When
        first.renew(TEN);

        // Then
        assertThat(held(first)).hasSize(5);

        // Given
        endLeaseOfAllButTheLastToRenew(first);

        // When
        first.renew(TEN);

        // Then
        assertThat(held(first)).hasSize(10);
    }

    @Test
    void afterAnOutageOfTheDatabaseNobodyIsBuriedBeforeAllHadTimeToComeBack() {
        // Given
        renewRoundRobin(first, second);
        settle();
        execute("UPDATE replica SET lease_until = clock_timestamp() - interval '10 minutes'");

        // When
        first.renew(TEN);

        // Then
        assertThat(held(first)).hasSize(5);
        second.renew(TEN);
        assertThat(held(second)).as("it holds what it held").hasSize(5);
    }

    @Test
    void buriedReplicaThatComesBackHoldsNothingOfBeforeAndGetsItsShareAnew() {
        // Given
        renewRoundRobin(first, second);
        settle();
        endLeaseOfAllButTheLastToRenew(first);
        first.renew(TEN);

        // When
        second.renew(TEN);

        // Then
        assertThat(held(second)).isEmpty();
        renewRoundRobin(first, second);
        assertThat(held(second)).hasSize(5);
        assertNobodyIsHeldTwice();
    }

    @Test
    void replicaThatLeavesIsReplacedAtOnce() {
        // Given
        renewRoundRobin(first, second);
        second.release();

        // When
        first.renew(TEN);

        // Then
        assertThat(held(first)).hasSize(10);
    }

    @Test
    void tenantsThatOnlyOneReplicaWatchesAreNotLeftAlone() {
        // Given
        renewRoundRobin(first, second);
        WatchList more = Tenants.watchList(Stream.concat(TEN.tenants().values().stream(), Stream.of(Tenants.of("new")))
                .toArray(Tenant[]::new));

        // When
        first.renew(more);

        // Then
        assertThat(first.holds(new TenantId("new"))).isTrue();
        assertThat(held(second)).hasSize(5);
        assertNobodyIsHeldTwice();
    }

    @Test
    void tenantThatIsWatchedNoMoreIsNotHeld() {
        // Given
        first.renew(TEN);

        // When
        first.renew(Tenants.watchList(Tenants.of("t1")));

        // Then
        assertThat(first.holds(new TenantId("t0"))).isFalse();
        assertThat(first.holds(new TenantId("t1"))).isTrue();
    }

    @Test
    void longestLeaseIsShorterThanTwoShortestPollIntervals() {
        assertThat(ClaimedList.of(TEN).lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(ClaimedList.of(Tenants.watchList(
                                Tenants.of("a", Tenants.of("a").source(), Duration.ofSeconds(5))))
                        .lease())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(ClaimedList.of(Tenants.watchList(
                                Tenants.of("a", Tenants.of("a").source(), Duration.ofSeconds(1))))
                        .lease())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whatAnotherReplicaWroteIsToldToAll() {
        // Given
        renewRoundRobin(first, second);
        first.changes();

        // When
        write("t3");

        // Then
        await().untilAsserted(() ->
                assertThat(first.changes()).extracting(Change::tenant).contains(new TenantId("t3")));
        assertThat(second.changes()).singleElement().satisfies(change -> assertThat(change.version())
                .isEqualTo(1));
    }

    @Test
    void lifeOfCachesThatAnotherReplicaHeardIsTold() {
        // Given
        first.renew(TEN);
        write("t3");
        await().until(() -> !first.changes().isEmpty());
        PollHealth health = new PollHealth(
                Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH), 0, Optional.empty(), Optional.empty());

        // When
        new SqlKeyHistory(StoreTesting.transactions(dataSource), NotePlace.STATE_ROW)
                .touch(Map.of(new TenantId("t3"), new NotedPoll(1, health, Optional.of(Duration.ofHours(6)))));

        // Then
        await().untilAsserted(() ->
                assertThat(first.changes()).extracting(Change::maxAge).contains(Optional.of(Duration.ofHours(6))));
    }

    @Test
    void whatATransactionWroteThatWasUnderWayIsToldAfterItsEnd() throws Exception {
        // Given
        first.renew(TEN);
        try (var slow = dataSource.getConnection();
                var statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO tenant_state (tenant, source, failures) VALUES ('t1', 'x', 0)");
            write("t2");
            assertThat(first.changes()).extracting(Change::tenant).containsExactly(new TenantId("t2"));
            slow.commit();
        }

        // When
        List<Change> changes = first.changes();

        // Then
        assertThat(changes).extracting(Change::tenant).contains(new TenantId("t1"));
    }

    private void write(String tenant) {
        new SqlKeyHistory(StoreTesting.transactions(dataSource), NotePlace.STATE_ROW)
                .record(List.of(new Entry(
                        Tenants.of(tenant), 0, List.of(new Step(1, List.of())), TenantState.UNSEEN, Optional.empty())));
    }

    private Claims replica() {
        return StoreTesting.sharedStore(dataSource).claims();
    }

    /** Often enough for all to have given and taken. */
    private static void renewRoundRobin(Claims... replicas) {
        for (int i = 0; i < 4; i++) {
            for (Claims replica : replicas) {
                replica.renew(TEN);
            }
        }
    }

    /** Lets all have been there for long. */
    private void settle() {
        execute("UPDATE replica SET steady_since = clock_timestamp() - interval '1 hour'");
    }

    private void endLeaseOfAllButTheLastToRenew(Claims last) {
        last.renew(TEN);
        execute("UPDATE replica SET lease_until = clock_timestamp() - interval '1 second'"
                + " WHERE lease_until < (SELECT max(lease_until) FROM replica)");
    }

    private void execute(String sql) {
        StoreTesting.execute(dataSource, sql);
    }

    private static Set<TenantId> held(Claims replica) {
        Set<TenantId> held = new HashSet<>(TEN.tenants().keySet());
        held.removeIf(tenant -> !replica.holds(tenant));
        return held;
    }

    private void assertNobodyIsHeldTwice() {
        List<TenantId> all = Stream.of(first, second, third)
                .filter(replica -> held(replica).size() < 10)
                .flatMap(replica -> held(replica).stream())
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    private static DataSource nowhere() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        return nowhere;
    }
}
