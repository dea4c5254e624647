package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.SharedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server whose processes are stopped answers nothing and refuses nothing. That costs no poll. */
class PausedDatabaseIT {

    private static final int TENANTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    /** What a start waits for the database in all. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final double LEAST_SHARE = 0.98;

    @TempDir
    private Path directory;

    private SteppingProviders providers;
    private SharedDatabase database;
    private Program program;

    @BeforeEach
    void prepare() throws IOException {
        try {
            database = SharedDatabase.create();
        } catch (ExceptionInInitializerError | NoClassDefFoundError absent) {
            Assumptions.abort("no PostgreSQL runs here: " + absent);
        }
        providers = new SteppingProviders(TENANTS);
        StringBuilder watchList = new StringBuilder("tenants:\n");
        providers
                .byTenant()
                .forEach((tenant, provider) -> watchList.append(
                        "  %s: {issuer: '%s', poll-every: 1s}\n".formatted(tenant, provider.issuer())));
        program = Program.in(directory.resolve("data"))
                .watching(Files.writeString(directory.resolve("watchlist.yaml"), watchList))
                .with("KEYVIGIL_STORE", database.address(database.port()));
    }

    @AfterEach
    void end() {
        if (database != null) {
            database.resume();
            providers.close();
        }
    }

    @Test
    void pollsGoOnWhileTheDatabaseIsPaused() throws Exception {
        // Given
        try (KeyvigilProcess process = program.serve()) {
            TimeUnit.SECONDS.sleep(5);
            long before = pollsWhileKeysChange(PAUSE);

            // When
            database.pause();
            long during = pollsWhileKeysChange(PAUSE);
            double up = process.metric("keyvigil_store_up");
            database.resume();

            // Then
            System.out.printf(
                    "polls in %d s: %d, while the database is paused: %d%n", PAUSE.toSeconds(), before, during);
            assertThat((double) during / before).isGreaterThanOrEqualTo(LEAST_SHARE);
            assertThat(up).isZero();
            await().atMost(SOON).until(() -> process.metric("keyvigil_store_up") == 1);
            providers.byTenant().forEach((tenant, provider) -> await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(added(process, tenant)).containsExactlyElementsOf(provider.added())));
        }
    }

    @Test
    void startWithoutTheDatabaseIsReadySoonAndLosesNothing() throws Exception {
        // Given
        long began = System.nanoTime();
        program.serve().stop();
        Duration usual = Duration.ofNanos(System.nanoTime() - began);
        database.pause();
        began = System.nanoTime();

        // When
        try (KeyvigilProcess process = program.launch()) {
            await().atMost(LONGEST_START).until(process::isReady);
            Duration ready = Duration.ofNanos(System.nanoTime() - began);
            step();
            database.resume();

            // Then
            System.out.printf(
                    "ready without the database after %.1f s, with it %.1f s%n",
                    ready.toMillis() / 1e3, usual.toMillis() / 1e3);
            assertThat(ready).isLessThan(usual.plus(LONGEST_WAIT));
            await().atMost(SOON).until(() -> process.metric("keyvigil_store_up") == 1);
            providers.byTenant().forEach((tenant, provider) -> await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(added(process, tenant)).containsExactlyElementsOf(provider.added())));
        }
    }

    /** Steps a tenth of the providers each second. */
    private long pollsWhileKeysChange(Duration time) throws InterruptedException {
        long before = polls();
        List<SteppingProviders.Provider> all = List.copyOf(providers.byTenant().values());
        for (int second = 0; second < time.toSeconds(); second++) {
            for (int i = second % 10; i < all.size(); i += 10) {
                all.get(i).step();
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return polls() - before;
    }

    private void step() {
        providers.byTenant().values().forEach(SteppingProviders.Provider::step);
    }

    private long polls() {
        return providers.byTenant().values().stream()
                .mapToLong(SteppingProviders.Provider::polls)
                .sum();
    }

    /** The kids that were told as added, the oldest first. */
    private static List<String> added(KeyvigilProcess process, String tenant) {
        List<JsonNode> newestFirst = process.events(tenant);
        return newestFirst.stream()
                .sorted((one, other) -> -Integer.compare(newestFirst.indexOf(one), newestFirst.indexOf(other)))
                .filter(event -> event.path("kind").asText().equals("key-added"))
                .map(event -> event.path("kid").asText())
                .toList();
    }
}
