package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.SlowNames;
import io.keyvigil.testing.TroubledProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants whose providers hang, fail, or have names that do not resolve cost healthy tenants no poll. */
class TroubledTenantsIT {

    private static final int EACH = 80;
    private static final Duration LONGEST_GAP = Duration.ofSeconds(12);

    @TempDir
    private Path directory;

    private final TroubledProviders providers = new TroubledProviders();
    private SlowNames names;

    @BeforeEach
    void serveNames() throws InterruptedException {
        try {
            names = SlowNames.start(directory);
        } catch (IOException notAllowed) {
            Assumptions.abort("no name server can be set here: " + notAllowed.getMessage());
        }
    }

    @AfterEach
    void close() {
        providers.close();
        if (names != null) {
            names.close();
        }
    }

    @Test
    void healthyTenantsArePolledInTimeWhileMostOthersHang() throws IOException {
        // Given
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                Stream.of("healthy", "hangs", "fails", "slow")
                        .flatMap(kind -> IntStream.range(0, EACH).mapToObj(number -> tenant(kind, number)))
                        .collect(Collectors.joining("", "tenants:\n", "")));
        Program program = Program.in(Files.createDirectory(directory.resolve("data")))
                .watching(watchList)
                .startedBy(names.launcher());

        // When
        try (KeyvigilProcess process = program.launch()) {
            await("two polls of each").atMost(Duration.ofSeconds(60)).until(() -> IntStream.range(0, EACH)
                    .allMatch(number -> providers.requested("/healthy" + number).size() >= 2));

            // Then
            String page = process.metrics();
            assertThat(firstPolls()).as("from first to last healthy tenant").isLessThan(LONGEST_GAP.dividedBy(2));
            assertThat(IntStream.range(0, EACH).mapToObj(this::gap)).allMatch(gap -> gap.compareTo(LONGEST_GAP) <= 0);
            assertThat(page.lines())
                    .noneMatch(line -> line.startsWith("keyvigil_polls_total{tenant=\"healthy")
                            && line.contains("outcome=\"failed\"")
                            && !line.endsWith(" 0"));
        }
    }

    private Duration firstPolls() {
        List<Long> first = IntStream.range(0, EACH)
                .mapToObj(number -> providers.requested("/healthy" + number).get(0))
                .sorted()
                .toList();
        return Duration.ofNanos(first.get(EACH - 1) - first.get(0));
    }

    private Duration gap(int number) {
        List<Long> requested = providers.requested("/healthy" + number);
        return Duration.ofNanos(requested.get(1) - requested.get(0));
    }

    /** Each has a name of its own. */
    private String tenant(String kind, int number) {
        return "  %1$s%2$d: {issuer: 'http://%1$s%2$d.test', jwks-uri: 'http://%1$s%2$d.test:%3$d/%1$s%2$d', poll-every: 10s}\n"
                .formatted(kind, number, providers.port());
    }
}
