package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.testing.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that start no server. */
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SWIFT = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final Program program = new Program(Map.of());

    @ParameterizedTest
    @CsvSource({
        "--help, 0, usage: keyvigil",
        "-h, 0, usage: keyvigil",
        "--version, 0, keyvigil 0.",
        "dance, 2, unknown command dance",
        "check, 2, expected one argument",
        "replay, 2, expected at least one FILE"
    })
    void oneWord(String word, int status, String part) {
        // When
        ProgramRun run = program.run(word);

        // Then
        assertThat(run.output()).contains(part).doesNotContain("Exception");
        assertThat(run.status()).isEqualTo(status);
        assertThat(run.took()).isLessThan(SWIFT);
    }

    @Test
    void goodWatchListIsPraised() throws Exception {
        // Given
        Path watchList = WatchLists.good(directory.resolve("watchlist.yaml"), "https://login.example");

        // When
        ProgramRun run = program.run("check", watchList.toString());

        // Then
        assertThat(run.output()).isEqualTo(watchList + ": OK: 1 tenant, 0 consumers, 0 time servers\n");
        assertThat(run.status()).isZero();
        assertThat(run.took()).isLessThan(SWIFT);
    }

    @Test
    void everyProblemOfWatchListIsNamedWithItsLine() throws Exception {
        // Given
        Path watchList = WatchLists.bad(directory.resolve("watchlist.yaml"));

        // When
        ProgramRun run = program.run("check", watchList.toString());

        // Then
        assertThat(run.output().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(watchList + ":3").contains("issuer"),
                        line -> assertThat(line).startsWith(watchList + ":4").contains("poll-every"),
                        line -> assertThat(line).startsWith(watchList + ":7").contains("isuer"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.took()).isLessThan(SWIFT);
    }

    @Test
    void recordedRotationIsReplayed() throws Exception {
        // Given
        Path history = Files.writeString(
                directory.resolve("history.json"),
                """
                {"service": "login.example",
                 "keys": {"a": %s, "b": %s},
                 "timeline": [{"date": "2026-01-01", "keys": ["a"]},
                              {"date": "2026-01-02", "keys": ["a", "b"]},
                              {"date": "2026-01-03", "status": 503},
                              {"date": "2026-01-04", "keys": ["b"]}]}
                """
                        .formatted(
                                SigningKeys.ec("one").jwk(),
                                SigningKeys.ec("two").jwk()));

        // When
        ProgramRun run = program.run("replay", history.toString());

        // Then
        assertThat(run.output().lines().map(CommandLineIT::summary))
                .containsExactly(
                        "login.example 2026-01-02 key-added two",
                        "login.example 2026-01-03 provider-unreachable ",
                        "login.example 2026-01-04 key-withdrawn one",
                        "login.example 2026-01-04 provider-recovered ");
        assertThat(run.status()).isZero();
        assertThat(run.took()).isLessThan(SWIFT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "not JSON", "''", "{\"service\": \"s\", \"timeline\": [{\"keys\": []}]}"})
    void fileThatIsNoHistoryIsRefused(String text) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("history.json"), text);

        // When
        ProgramRun run = program.run("replay", file.toString());

        // Then
        assertThat(run.output()).contains(file.toString()).doesNotContain("\tat ");
        assertThat(run.status()).isEqualTo(1);
    }

    private static String summary(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            return String.join(
                    " ",
                    List.of(
                            event.path("service").textValue(),
                            event.path("date").textValue(),
                            event.path("kind").textValue(),
                            event.path("kid").asText("")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
