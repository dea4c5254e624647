package io.keyvigil.real;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL at any moment costs at most the poll in flight, and never leaves a history that tells what did not happen. */
class SigkillIT {

    private static final int TENANTS = 4;
    private static final int MOST_KILLS = 15;
    private static final int FEWEST_KILLS = 4;
    private static final Duration LONGEST_TEST = Duration.ofSeconds(60);
    private static final int LONGEST_LIFE_MILLIS = 1_500;
    private static final int STEP_MILLIS = 100;

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, RotatingProvider> providers = new TreeMap<>();
    private final ScheduledExecutorService rotation = Executors.newSingleThreadScheduledExecutor();
    private Program program;

    @BeforeEach
    void watchProviders() throws Exception {
        StringBuilder watchList = new StringBuilder("tenants:\n");
        for (int i = 0; i < TENANTS; i++) {
            RotatingProvider provider = new RotatingProvider("t" + i, seed + i);
            providers.put("t" + i, provider);
            watchList.append("  t%d: {issuer: '%s', poll-every: 1s}\n".formatted(i, provider.issuer()));
        }
        program = Program.in(directory.resolve("data"))
                .watching(Files.writeString(directory.resolve("watchlist.yaml"), watchList));
    }

    @AfterEach
    void end() {
        rotation.shutdownNow();
        providers.values().forEach(RotatingProvider::close);
    }

    @Test
    void killedAgainAndAgainWhileKeysRotate() throws Exception {
        // Given
        seeEveryProviderOnce();
        rotation.scheduleAtFixedRate(this::rotate, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        Map<String, List<JsonNode>> seen = new TreeMap<>();

        // When
        long end = System.nanoTime() + LONGEST_TEST.toNanos();
        int kills = 0;
        for (; kills < MOST_KILLS && System.nanoTime() < end; kills++) {
            liveAndDie(kills % 3 == 2, seen);
        }
        rotation.shutdown();
        assertThat(rotation.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        // Then
        assertThat(kills).as("kills on a machine as busy as this").isGreaterThanOrEqualTo(FEWEST_KILLS);
        assertThat(seen.values()).as("events before the last kill, by tenant").noneMatch(List::isEmpty);
        try (KeyvigilProcess last = program.serve()) {
            providers.keySet().forEach(last::poll);
            assertThat(last.metric("keyvigil_store_up")).isEqualTo(1);
            providers.forEach((tenant, provider) -> assertTellsTheTruth(last, tenant, provider));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 100, 240})
    void killedWhileItMakesItsStore(int millis) throws Exception {
        // Given
        try (KeyvigilProcess first = program.launch()) {
            Path store = directory.resolve("data/keyvigil.db");
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Files.exists(store));
            assertThat(first.runsFor(Duration.ofMillis(millis))).isTrue();
            first.kill();
        }

        // When
        try (KeyvigilProcess second = program.serve()) {

            // Then
            providers.forEach((tenant, provider) -> assertTellsTheTruth(second, tenant, provider));
        }
    }

    private void seeEveryProviderOnce() throws Exception {
        try (KeyvigilProcess first = program.serve()) {
            providers.keySet().forEach(first::poll);
            first.kill();
        }
    }

    private void rotate() {
        providers.get("t" + random.nextInt(TENANTS)).step();
    }

    /** @param inItsStart whether it dies at a moment of its start rather than of its watch */
    private void liveAndDie(boolean inItsStart, Map<String, List<JsonNode>> seen) throws Exception {
        try (KeyvigilProcess process = inItsStart ? program.launch() : program.serve()) {
            int life = random.nextInt(LONGEST_LIFE_MILLIS);
            assertThat(process.runsFor(Duration.ofMillis(life)))
                    .as(process.log())
                    .isTrue();
            if (!inItsStart) {
                providers.keySet().forEach(tenant -> remember(process.events(tenant), tenant, seen));
            }
            process.kill();
        }
    }

    /** What the API told before a kill, it must tell after it. */
    private void remember(List<JsonNode> events, String tenant, Map<String, List<JsonNode>> seen) {
        List<JsonNode> before = seen.getOrDefault(tenant, List.of());
        assertThat(events).as("seed %d: %s", seed, tenant).endsWith(before.toArray(JsonNode[]::new));
        seen.put(tenant, events);
    }

    private void assertTellsTheTruth(KeyvigilProcess process, String tenant, RotatingProvider provider) {
        List<JsonNode> events = process.events(tenant);
        assertThat(replayed(tenant, events, provider))
                .as("seed %d: %s replayed from %s", seed, tenant, events)
                .isEqualTo(provider.published());
        assertThat(kids(process, tenant, "published")).isEqualTo(provider.published());
        assertThat(provider.everPublished()).containsAll(kids(process, tenant, "withdrawn"));
        // Keys that come and go with each poll are a risk, and the provider answers.
        assertThat(process.tenant(tenant).path("status").textValue()).isIn("ok", "at-risk");
    }

    private Set<String> replayed(String tenant, List<JsonNode> newestFirst, RotatingProvider provider) {
        List<JsonNode> events = new ArrayList<>(newestFirst);
        Collections.reverse(events);
        Set<String> published = new HashSet<>(Set.of(tenant + "-stays"));
        for (JsonNode event : events) {
            String kid = event.path("kid").asText();
            assertThat(provider.everPublished()).contains(kid);
            boolean makesSense =
                    switch (event.path("kind").asText()) {
                        case "key-added" -> published.add(kid);
                        case "key-withdrawn" -> published.remove(kid);
                        default -> false;
                    };
            assertThat(makesSense).as("seed %d: %s in %s", seed, event, events).isTrue();
        }
        return published;
    }

    private static Set<String> kids(KeyvigilProcess process, String tenant, String state) {
        return process.keys(tenant).stream()
                .filter(key -> key.path("state").asText().equals(state))
                .map(key -> key.path("kid").asText())
                .collect(toSet());
    }
}
