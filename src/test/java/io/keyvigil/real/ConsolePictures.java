package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the README's pictures of the console anew, of real data: a provider whose rotations of forty days the program
 * watched, its clock being moved on from one to the next. No test of its own accord: {@code -Dit.test=ConsolePictures}.
 */
class ConsolePictures {

    private static final Path PICTURES = Path.of("src/doc");
    private static final int LARGEST = 80 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String TENANT = "contoso";

    /** What is published how long ago. */
    private record Step(Duration ago, List<String> kids) {}

    private static final List<Step> STORY = List.of(
            new Step(Duration.ofDays(40), List.of("2026-10-a")),
            new Step(Duration.ofDays(30), List.of("2026-10-b", "2026-10-a")),
            new Step(Duration.ofDays(29), List.of("2026-10-b")),
            new Step(Duration.ofDays(20), List.of("2026-11-a", "2026-10-b")),
            new Step(Duration.ofDays(18), List.of("2026-11-a")),
            new Step(Duration.ofDays(11), List.of("2026-11-b", "2026-11-a")),
            new Step(Duration.ofDays(9), List.of("2026-11-b")),
            new Step(Duration.ofMinutes(3), List.of("2026-11-c", "2026-11-b")));

    @TempDir
    private Path directory;

    @BeforeAll
    static void requirePrograms() {
        assumeTrue(Chromium.isInstalled(), "chromium is not installed (Debian: chromium chromium-driver)");
        assumeTrue(FakeTime.isInstalled(), "libfaketime is not installed (Debian: faketime)");
    }

    @Test
    void pictures() throws Exception {
        // Given
        Path shift = Files.writeString(directory.resolve("shift"), FakeTime.specification(Duration.ofDays(-40)));
        try (FakeProvider contoso = FakeProvider.start().publish(keys(STORY.get(0)));
                FakeProvider fabrikam = FakeProvider.start();
                FakeProvider northwind = FakeProvider.start().publish(SigningKeys.rsa("n1"), SigningKeys.rsa("n2"))) {
            Program program = program(shift, contoso, fabrikam, northwind);
            try (KeyvigilProcess keyvigil = program.serve();
                    Chromium browser = Chromium.start(
                            Files.createDirectory(directory.resolve("profile")),
                            "http://127.0.0.1:" + program.port())) {
                for (Step step : STORY.subList(1, STORY.size())) {
                    contoso.publish(keys(step));
                    Files.writeString(shift, FakeTime.specification(step.ago().negated()));
                    awaitPublished(keyvigil, step.kids());
                }
                fabrikam.answerStatus(503);
                Files.writeString(shift, FakeTime.specification(Duration.ZERO));
                await().atMost(LONGEST)
                        .until(() -> keyvigil.tenant("fabrikam").path("status").textValue(), "failing"::equals);

                // When
                take(browser, contoso.issuer());
            }
        }

        // Then
        try (Stream<Path> taken = Files.list(PICTURES)) {
            assertThat(taken).hasSize(3).allMatch(file -> file.toFile().length() < LARGEST);
        }
    }

    private static void awaitPublished(KeyvigilProcess keyvigil, List<String> kids) {
        await().atMost(LONGEST).until(() -> keyvigil.keys(TENANT).stream()
                .filter(key -> key.path("state").textValue().equals("published"))
                .map(key -> key.path("kid").textValue())
                .toList()
                .equals(kids));
    }

    private Program program(Path shift, FakeProvider contoso, FakeProvider fabrikam, FakeProvider northwind)
            throws IOException {
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  contoso:
                    issuer: %s
                    poll-every: 1s
                    audiences: ['api://orders']
                    consumers: [orders-api, gateway, batch]
                  fabrikam: {issuer: '%s', poll-every: 1s}
                  northwind: {issuer: '%s', poll-every: 1s}
                consumers:
                  orders-api: {profile: spring-security}
                  gateway: {profile: envoy}
                  batch: {profile: boot-only}
                """
                        .formatted(contoso.issuer(), fabrikam.issuer(), northwind.issuer()));
        Program program = Program.in(directory.resolve("data")).watching(watchList);
        for (Map.Entry<String, String> variable : FakeTime.following(shift).entrySet()) {
            program = program.with(variable.getKey(), variable.getValue());
        }
        return program;
    }

    private static void take(Chromium browser, String issuer) throws Exception {
        Files.createDirectories(PICTURES);
        browser.prefer("light");
        browser.size(1_000, 560);
        browser.open("#/");
        await().atMost(LONGEST).until(() -> browser.count("tbody tr") == 3);
        browser.picture(PICTURES.resolve("console-overview.png"));
        browser.size(1_000, 1_000);
        browser.open("#/tenants/contoso");
        await().atMost(LONGEST).until(() -> browser.count("svg.picture[role=img]") == 1);
        browser.picture(PICTURES.resolve("console-tenant.png"));
        browser.size(1_000, 760);
        browser.prefer("dark");
        browser.open("#/diagnose");
        browser.find("#token")
                .sendKeys(PresentedToken.of(issuer, "api://orders", SigningKeys.rsa("2026-11-c"))
                        .altered()
                        .text());
        browser.find("button.primary").click();
        await().atMost(LONGEST).until(() -> browser.count(".verdict-card") == 1);
        browser.picture(PICTURES.resolve("console-diagnose.png"));
    }

    private static SigningKey[] keys(Step step) {
        return step.kids().stream().map(SigningKeys::rsa).toArray(SigningKey[]::new);
    }
}
