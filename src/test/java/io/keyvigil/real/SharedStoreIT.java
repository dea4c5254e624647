package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.SharedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas on one real PostgreSQL: whatever is killed or cut off, every change is told once, by all, in its order. */
class SharedStoreIT {

    private static final int REPLICAS = 3;
    private static final int TENANTS = 6;
    private static final Duration POLL_EVERY = Duration.ofSeconds(5);
    private static final Duration STEP_EVERY = Duration.ofSeconds(4);
    private static final Duration KILLING = Duration.ofSeconds(150);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(7);
    private static final Duration CUT_OFF = Duration.ofSeconds(12);
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FEWEST_KILLS = 4;

    /** The machine that runs this may have other things to do. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private record Kill(long at, Set<String> polled) {}

    @TempDir
    private Path directory;

    private final ScheduledExecutorService rotation = Executors.newSingleThreadScheduledExecutor();
    private final List<Replica> replicas = new ArrayList<>();
    private SteppingProviders providers;
    private SharedDatabase database;
    private long began;

    @BeforeEach
    void startReplicas() throws Exception {
        try {
            database = SharedDatabase.create();
        } catch (ExceptionInInitializerError | NoClassDefFoundError absent) {
            Assumptions.abort("no PostgreSQL runs here: " + absent);
        }
        providers = new SteppingProviders(TENANTS);
        StringBuilder watchList = new StringBuilder("tenants:\n");
        providers
                .byTenant()
                .forEach((tenant, provider) -> watchList.append("  %s: {issuer: '%s', poll-every: %ds}\n"
                        .formatted(tenant, provider.issuer(), POLL_EVERY.toSeconds())));
        Path file = Files.writeString(directory.resolve("watchlist.yaml"), watchList);
        for (int i = 0; i < REPLICAS; i++) {
            TcpGate gate = new TcpGate(database.port());
            replicas.add(new Replica(
                    Program.in(directory.resolve("data" + i))
                            .watching(file)
                            .with("KEYVIGIL_STORE", database.address(gate.port()))
                            .with("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m"),
                    gate));
        }
    }

    @AfterEach
    void end() throws IOException {
        rotation.shutdownNow();
        for (Replica replica : replicas) {
            replica.close();
        }
        if (providers != null) {
            providers.close();
        }
    }

    @Test
    void killedAgainAndAgainWhileKeysRotate() throws Exception {
        // Given
        replicas.forEach(Replica::launch);
        replicas.forEach(Replica::awaitReady);
        awaitFairShares();
        startRotation();

        // When
        List<Kill> kills = killForAWhile();
        stopRotation();
        replicas.forEach(Replica::awaitReady);
        Duration longestGap = longestGap();

        // Then
        int events = assertEveryChangeIsToldOnceByAll();
        List<Duration> takeovers = takeovers(kills);
        Duration slowest = takeovers.stream().max(Duration::compareTo).orElseThrow();
        print("kills %d, rotations %d, events %d, lost 0, doubled 0", kills.size(), rotations(), events);
        print("longest time between two polls of a tenant %.1f s", seconds(longestGap));
        print(
                "polled by another after a kill: %d tenants, median %.1f s, longest %.1f s",
                takeovers.size(), seconds(takeovers.get(takeovers.size() / 2)), seconds(slowest));
        assertThat(kills).as("on a machine as busy as this").hasSizeGreaterThanOrEqualTo(FEWEST_KILLS);
        assertThat(slowest).isLessThan(POLL_EVERY.multipliedBy(2).plus(SLACK));
    }

    @Test
    void databaseIsAwayForAMinuteAndItsSchemaIsOfALaterVersion() throws Exception {
        // Given
        replicas.get(2).gate().shut();
        replicas.get(2).launch();
        replicas.get(0).launch();
        replicas.get(0).awaitReady();
        upgradeSchema();
        replicas.get(1).launch();
        replicas.get(1).awaitReady();
        replicas.get(2).awaitReady();
        assertThat(replicas.get(2).polled())
                .as("before it ever reached the others")
                .hasSize(TENANTS);
        replicas.get(2).gate().open();
        awaitFairShares();
        startRotation();

        // When
        replicas.get(0).gate().shut();
        assertAllReadyFor(CUT_OFF);
        replicas.get(0).gate().open();
        awaitFairShares();
        replicas.forEach(replica -> replica.gate().shut());
        long shutAt = System.nanoTime();
        assertAllReadyFor(AWAY);
        Duration longestGap = longestGapSince(shutAt);
        replicas.forEach(replica ->
                assertThat(replica.process().metric("keyvigil_store_up")).isZero());
        replicas.forEach(replica -> replica.gate().open());
        long openedAt = System.nanoTime();
        await().atMost(SOON).until(() -> replicas.stream()
                .allMatch(replica -> replica.process().metric("keyvigil_store_up") == 1));
        Duration written = Duration.ofNanos(System.nanoTime() - openedAt);
        stopRotation();

        // Then
        int events = assertEveryChangeIsToldOnceByAll();
        awaitFairShares();
        print(
                "one replica cut off for %d s, then the database away for %d s: rotations %d, events %d, lost 0, doubled 0",
                CUT_OFF.toSeconds(), AWAY.toSeconds(), rotations(), events);
        print("longest time between two polls of a tenant meanwhile %.1f s", seconds(longestGap));
        print("all is written %.1f s after the database is back", seconds(written));
        assertThat(longestGap).isLessThan(POLL_EVERY.plus(SLACK));
    }

    /** What a later program does to it while this one's replicas run. */
    private void upgradeSchema() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE tenant_state ADD COLUMN of_a_later_version TEXT NOT NULL DEFAULT 'x'");
            statement.execute("CREATE TABLE of_a_later_version (tenant TEXT NOT NULL PRIMARY KEY)");
            statement.execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success) VALUES (1000, '9000', 'later', 'SQL',"
                    + " 'V9000__later.sql', 1, 'later', 1, true)");
        }
    }

    private void startRotation() {
        began = System.nanoTime();
        long each = STEP_EVERY.toMillis() / TENANTS;
        List<SteppingProviders.Provider> all = List.copyOf(providers.byTenant().values());
        int[] next = {0};
        rotation.scheduleAtFixedRate(() -> all.get(next[0]++ % TENANTS).step(), each, each, TimeUnit.MILLISECONDS);
    }

    private void stopRotation() throws InterruptedException {
        rotation.shutdown();
        assertThat(rotation.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Another that has been there for a lease is always left: only that one can tell the silent from the cut off. */
    private List<Kill> killForAWhile() throws Exception {
        Random random = new Random(1);
        List<Kill> kills = new ArrayList<>();
        while (System.nanoTime() - began < KILLING.toNanos()) {
            assertThat(replicas.get(0).runsFor(Duration.ofSeconds(1))).isTrue();
            List<Replica> ready = replicas.stream().filter(Replica::isReady).toList();
            Replica victim = ready.isEmpty() ? replicas.get(0) : ready.get(random.nextInt(ready.size()));
            boolean oneIsLeft = ready.stream().anyMatch(replica -> replica != victim && replica.isReadyFor(POLL_EVERY));
            if (oneIsLeft && (kills.isEmpty() || isOver(BETWEEN_KILLS, kills.get(kills.size() - 1)))) {
                Set<String> polled = victim.polled();
                victim.process().kill();
                kills.add(new Kill(System.nanoTime(), polled));
                victim.launch();
            }
        }
        return kills;
    }

    private static boolean isOver(Duration time, Kill kill) {
        return System.nanoTime() - kill.at() > time.toNanos();
    }

    private void awaitFairShares() {
        await().atMost(SOON).untilAsserted(() -> {
            Set<String> all = new TreeSet<>();
            for (Replica replica : replicas) {
                Set<String> polled = replica.polled();
                assertThat(polled).as(replica.process().log()).hasSize(TENANTS / REPLICAS);
                all.addAll(polled);
            }
            assertThat(all).isEqualTo(providers.byTenant().keySet());
        });
    }

    private void assertAllReadyFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            assertThat(replicas.get(0).runsFor(Duration.ofSeconds(1))).isTrue();
            replicas.forEach(replica -> assertThat(replica.process().isReady())
                    .as(replica.process().log())
                    .isTrue());
        }
    }

    /** By every replica the same. @return how many events there are */
    private int assertEveryChangeIsToldOnceByAll() {
        int events = 0;
        for (String tenant : providers.byTenant().keySet()) {
            SteppingProviders.Provider provider = providers.byTenant().get(tenant);
            for (Replica replica : replicas) {
                await().atMost(SOON).untilAsserted(() -> assertThat(replica.published(tenant))
                        .isEqualTo(provider.published()));
                assertThat(replica.kids(tenant, "key-added")).isEqualTo(provider.added());
                assertThat(replica.kids(tenant, "key-withdrawn")).isEqualTo(provider.withdrawn());
                assertThat(replica.events(tenant)).isEqualTo(replicas.get(0).events(tenant));
            }
            events += replicas.get(0).events(tenant).size();
        }
        return events;
    }

    /**
     * From each kill to the first poll after it, of each tenant that the killed one polled; in ascending order. The
     * last kill's tenants may still wait for theirs.
     */
    private List<Duration> takeovers(List<Kill> kills) {
        List<Duration> takeovers = new ArrayList<>();
        for (Kill kill : kills) {
            for (String tenant : kill.polled()) {
                SteppingProviders.Provider provider = providers.byTenant().get(tenant);
                long asked = await(tenant + " is polled after a kill")
                        .atMost(SOON)
                        .until(() -> provider.firstAskedAfter(kill.at()), OptionalLong::isPresent)
                        .orElseThrow();
                takeovers.add(Duration.ofNanos(asked - kill.at()));
            }
        }
        Collections.sort(takeovers);
        return takeovers;
    }

    private Duration longestGap() {
        return longestGapSince(began);
    }

    private Duration longestGapSince(long since) {
        return providers.byTenant().values().stream()
                .map(provider -> provider.longestGap(since))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private int rotations() {
        return providers.byTenant().values().stream()
                .mapToInt(provider -> provider.added().size())
                .sum();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static void print(String format, Object... values) {
        System.out.println("SharedStoreIT: " + format.formatted(values));
    }
}
