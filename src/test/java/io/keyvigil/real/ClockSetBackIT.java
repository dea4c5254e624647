package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock goes ahead by a day, keys change, and it is set back. */
class ClockSetBackIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration AHEAD = Duration.ofDays(1);

    @TempDir
    private Path directory;

    @Test
    void nothingStaysADayAhead() throws Exception {
        assumeTrue(FakeTime.isInstalled(), "libfaketime is not installed (Debian: faketime)");
        // Given
        Path shift = Files.writeString(directory.resolve("shift"), FakeTime.specification(Duration.ZERO));
        try (FakeProvider provider = FakeProvider.start();
                KeyvigilProcess keyvigil = watching(provider, shift).serve()) {
            Files.writeString(shift, FakeTime.specification(AHEAD));
            provider.publish(SigningKeys.ec("second"));
            await().atMost(LONGEST)
                    .until(() -> keyvigil.keys("own").size() == 2
                            && !keyvigil.risks().isEmpty());

            // When
            Files.writeString(shift, FakeTime.specification(Duration.ZERO));

            // Then
            await().atMost(LONGEST).untilAsserted(() -> assertThat(times(keyvigil))
                    .as("%s %s %s", keyvigil.keys("own"), keyvigil.events("own"), keyvigil.risks())
                    .allMatch(time -> time.isBefore(Instant.now().plusSeconds(2))));
            assertThat(keyvigil.keys("own"))
                    .allMatch(key -> !time(key, "firstSeen").isAfter(time(key, "lastSeen")));
            assertThat(keyvigil.events("own"))
                    .isNotEmpty()
                    .isSortedAccordingTo(Comparator.comparing((JsonNode event) -> time(event, "at"))
                            .reversed());
        }
    }

    private Program watching(FakeProvider provider, Path shift) throws Exception {
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                "tenants:\n  own: {issuer: '%s', poll-every: 1s}\n".formatted(provider.issuer()));
        Program program = Program.in(directory.resolve("data")).watching(watchList);
        for (var variable : FakeTime.following(shift).entrySet()) {
            program = program.with(variable.getKey(), variable.getValue());
        }
        return program;
    }

    private static List<Instant> times(KeyvigilProcess keyvigil) {
        List<Instant> times = new ArrayList<>();
        keyvigil.keys("own").forEach(key -> times.add(time(key, "firstSeen")));
        keyvigil.events("own").forEach(event -> times.add(time(event, "at")));
        keyvigil.risks().forEach(risk -> times.add(time(risk, "since")));
        JsonNode tenant = keyvigil.tenant("own");
        List.of("lastAttempt", "lastSuccess", "lastRotation", "watchedSince").stream()
                .filter(tenant::has)
                .forEach(name -> times.add(time(tenant, name)));
        return times;
    }

    private static Instant time(JsonNode of, String name) {
        return Instant.parse(of.path(name).textValue());
    }
}
