package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full stops the writing of the history, not the watch. */
class FullDiskIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String UNCHANGED_POLLS = "keyvigil_polls_total{tenant=\"rotating\",outcome=\"unchanged\"}";

    @TempDir
    private Path directory;

    private final FakeProvider provider = FakeProvider.start();
    private SmallDisk disk;
    private Program program;

    @BeforeEach
    void mount() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        try {
            disk = SmallDisk.mountedOn(data);
        } catch (IOException notAllowed) {
            Assumptions.abort("no file system can be mounted here: " + notAllowed.getMessage());
        }
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                "tenants:\n  rotating: {issuer: '%s', poll-every: 1s}\n".formatted(provider.issuer()));
        program = Program.in(data).watching(watchList);
    }

    @AfterEach
    void unmount() throws Exception {
        provider.close();
        if (disk != null) {
            disk.unmount();
        }
    }

    @Test
    void watchGoesOnAndIsWrittenLater() throws Exception {
        // Given
        List<JsonNode> told;
        try (KeyvigilProcess process = program.serve()) {
            process.poll("rotating");
            disk.fill();
            provider.rotate();
            await().atMost(SOON).until(() -> process.metric("keyvigil_store_up") == 0);
            provider.rotate();
            await().atMost(SOON).until(() -> added(process).contains("rotated-2"));
            double polls = process.metric(UNCHANGED_POLLS);
            await().atMost(SOON).until(() -> process.metric(UNCHANGED_POLLS) > polls);
            assertThat(process.metric("keyvigil_provider_up{tenant=\"rotating\"}"))
                    .isEqualTo(1);
            assertThat(process.metric("keyvigil_store_up")).isZero();
            assertThat(added(process)).containsExactly("rotated-2", "rotated-1");
            assertThat(process.log()).containsOnlyOnce("event=history-failing").doesNotContain("\tat ");

            // When
            disk.free();
            provider.rotate();
            await().atMost(SOON)
                    .until(() -> added(process).contains("rotated-3") && process.metric("keyvigil_store_up") == 1);

            // Then
            assertThat(process.log()).containsOnlyOnce("event=history-recovered");
            assertThat(added(process)).containsExactly("rotated-3", "rotated-2", "rotated-1");
            told = process.events("rotating");
            process.kill();
        }
        try (KeyvigilProcess later = program.serve()) {
            assertThat(later.events("rotating")).isEqualTo(told);
        }
    }

    @Test
    void endWithFullDiskSaysWhatIsLostAndTheNextStartTellsNoFalseRotation() throws Exception {
        // Given
        String log;
        try (KeyvigilProcess process = program.serve()) {
            process.poll("rotating");
            String first = process.keys("rotating").get(0).path("kid").asText();
            disk.fill();
            provider.rotate();
            await().atMost(SOON).until(() -> process.metric("keyvigil_store_up") == 0);
            provider.rotate();
            provider.withdraw(first);
            process.poll("rotating");
            provider.withdraw("rotated-1");
            process.poll("rotating");

            // When
            process.stop();
            log = process.log();
        }

        // Then
        assertThat(log)
                .contains("event=history-lost events=4 tenants=1")
                .contains("database or disk is full")
                .doesNotContain("no transaction is active");
        disk.free();
        try (KeyvigilProcess later = program.serve()) {
            assertThat(later.events("rotating"))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .noneMatch(event -> event.path("kind").asText().equals("rotation-disjoint"))
                    .allMatch(event -> event.path("detail").asText().endsWith("is not known"));
        }
    }

    @Test
    void startOnFullDiskIsRefusedAndHarmsNothing() throws Exception {
        // Given
        try (KeyvigilProcess earlier = program.serve()) {
            earlier.poll("rotating");
            provider.rotate();
            await().atMost(SOON).until(() -> added(earlier).contains("rotated-1"));
            assertThat(earlier.stop()).isEqualTo(143);
        }
        disk.fill();

        // When
        ProgramRun run = program.run();

        // Then
        assertThat(run.output()).contains("The disk is full").doesNotContain("\tat ");
        assertThat(run.status()).isEqualTo(1);
        disk.free();
        try (KeyvigilProcess later = program.serve()) {
            assertThat(added(later)).containsExactly("rotated-1");
        }
    }

    @Test
    void firstStartOnFullDiskIsRefused() throws Exception {
        // Given
        disk.fill();

        // When
        ProgramRun run = program.run();

        // Then
        assertThat(run.output()).contains("KEYVIGIL_DATA_DIR").doesNotContain("\tat ");
        assertThat(run.status()).isEqualTo(1);
    }

    private static List<String> added(KeyvigilProcess process) {
        return process.events("rotating").stream()
                .filter(event -> event.path("kind").asText().equals("key-added"))
                .map(event -> event.path("kid").asText())
                .toList();
    }
}
