package io.keyvigil;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.diagnosis.FindingCode;
import io.keyvigil.diagnosis.FindingTexts;
import io.keyvigil.diagnosis.Result;
import io.keyvigil.profile.Profiles;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.testing.Documentation;
import io.keyvigil.testing.GeneratedText;
import io.keyvigil.watch.KeyEventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation agrees with the code: its tables follow from the enums, the metrics and the settings. */
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path DIAGNOSIS = Path.of("src/doc/diagnosis.md");
    private static final Path EVENTS = Path.of("src/doc/events-and-risks.md");
    private static final Path METRICS = Path.of("src/main/java/io/keyvigil/telemetry");
    private static final Path RUNBOOKS = Path.of("src/main/resources/runbooks");
    private static final Path SETTINGS = Path.of("src/main/java/io/keyvigil/cli/KeyvigilConfig.java");

    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        readme = Documentation.text();
    }

    /** The order of the codes is their precedence. */
    @Test
    void findingCodesAreInTheirTable() {
        // Given
        FindingTexts texts = FindingTexts.load();

        // When
        List<String> rows = Arrays.stream(FindingCode.values())
                .map(code -> row(code.check().code(), marked(code), texts.meaning(code)))
                .toList();

        // Then
        requireUpToDate(DIAGNOSIS, GeneratedText.table("| check | code | what it means |", rows));
    }

    private static String marked(FindingCode code) {
        String text = "`" + code.code() + "`";
        return code.result() == Result.FAIL ? text : "*" + text + "*";
    }

    @Test
    void eventKindsAreInTheirTable() {
        // When
        List<String> rows = Arrays.stream(KeyEventKind.values())
                .map(kind -> row("`" + kind.code() + "`", kind.explanation()))
                .toList();

        // Then
        requireUpToDate(EVENTS, GeneratedText.table("| event | when |", rows));
    }

    @Test
    void reasonsOfFailedPollsAreInTheirTable() {
        // When
        List<String> rows = Arrays.stream(FetchFailure.values())
                .map(failure -> row("`" + failure.code() + "`", failure.explanation()))
                .toList();

        // Then
        requireUpToDate(EVENTS, GeneratedText.table("| reason | what happened |", rows));
    }

    @Test
    void readmeCountsProfilesRisksAndCodes() {
        // When
        int profiles = Profiles.shipped().all().size();

        // Then
        requireUpToDate(README, GeneratedText.count(profiles, "JWT libraries"));
        requireUpToDate(README, GeneratedText.count(Risk.values().length, "risks as Prometheus alerts"));
        requireUpToDate(README, GeneratedText.count(FindingCode.values().length, "finding codes"));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static void requireUpToDate(Path page, UnaryOperator<String> revision) {
        GeneratedText.requireUpToDate(page, DocumentationTest.class, revision);
    }

    @Test
    void everyRiskIsInTheTableWithItsSeverities() {
        // When
        List<String> rows = Arrays.stream(Risk.values())
                .map(risk -> "| `" + risk.alertName() + "` | "
                        + risk.severities().stream().map(Severity::code).collect(Collectors.joining(", ")) + " | ")
                .toList();

        // Then
        assertThat(readme).contains(rows);
        assertThat(all("(?m)^\\| `(Keyvigil[A-Za-z]+)` \\|", readme))
                .containsExactlyElementsOf(
                        Arrays.stream(Risk.values()).map(Risk::alertName).toList());
    }

    @Test
    void everyMetricIsInTheTableAndEveryMetricInTheTableExists() throws IOException {
        // Given
        Set<String> exported = new TreeSet<>();
        try (Stream<Path> sources = Files.list(METRICS)) {
            for (Path source : sources.toList()) {
                String text = Files.readString(source);
                all("\"(keyvigil_[a-z_]+)\"", text).forEach(exported::add);
                all("Timer\\.builder\\(\"(keyvigil[a-z.]+)\"\\)", text)
                        .forEach(name -> exported.add(name.replace('.', '_') + "_seconds"));
                all("Counter\\.builder\\(\"(keyvigil[a-z.]+)\"\\)", text)
                        .forEach(name -> exported.add(name.replace('.', '_') + "_total"));
            }
        }

        // When
        Set<String> documented = new TreeSet<>(all("(?m)^\\| `(keyvigil_[a-z_]+)` \\|", readme));

        // Then
        assertThat(documented).isEqualTo(exported);
    }

    @Test
    void everySettingIsInTheTable() throws IOException {
        // Given
        String source = Files.readString(SETTINGS);

        // When
        Set<String> settings = new TreeSet<>(all("@WithName\\(\"([a-z.-]+)\"\\)", source));
        all("(?m)^    (?:Optional<[^\\n]+>|Path) (watchlist|issuers|dataDir)\\(\\);", source)
                .forEach(name -> settings.add(name.replace("D", "-d")));

        // Then
        assertThat(settings).hasSizeGreaterThan(5).allSatisfy(setting -> assertThat(readme)
                .contains("`keyvigil." + setting + "`")
                .contains("`KEYVIGIL_" + setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + "`"));
    }

    /** Without the option it can stay alive without the threads that watch. */
    @Test
    void everyStartOfTheServerEndsWhenItsMemoryIsExhausted() throws IOException {
        // Given
        String texts = readme + Files.readString(RUNBOOKS.resolve("KeyvigilAbsent.md"));

        // When
        List<String> starts = all("(?m)(\\bjava [^`\\n]*-jar \\S*quarkus-run\\.jar)(?=`|$| demo| serve)", texts);

        // Then
        assertThat(starts).hasSizeGreaterThan(5).allSatisfy(start -> assertThat(start)
                .contains("-XX:+ExitOnOutOfMemoryError"));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
