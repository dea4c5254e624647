package io.keyvigil;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.OutsideAlert;
import io.keyvigil.risk.Risk;
import io.keyvigil.testing.AlertRule;
import io.keyvigil.testing.DocumentedMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert has a runbook, all of one build, and what they say of the rules is true. */
class RunbooksTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/runbooks");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]*)\\)");

    static List<String> alerts() {
        return Stream.concat(
                        Arrays.stream(Risk.values()).map(Risk::alertName),
                        Arrays.stream(OutsideAlert.values()).map(OutsideAlert::alertName))
                .toList();
    }

    @Test
    void everyAlertHasARunbookAndNothingElseHas() throws IOException {
        // Given
        try (Stream<Path> files = Files.list(DIRECTORY)) {

            // When
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();

            // Then
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            alerts().stream().map(name -> name + ".md").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void runbookAnswersTheSameQuestionsAsEveryOther(String alert) {
        // When
        String headings = runbook(alert)
                .lines()
                .filter(line -> line.startsWith("#") && !line.startsWith("#!"))
                .collect(Collectors.joining("\n"));

        // Then
        assertThat(headings)
                .isEqualTo(
                        """
                        # %s
                        ## What it means
                        ## Who is affected, from when
                        ## Check
                        ## Mitigation
                        ## Prevent
                        ## What clears it
                        ## References"""
                                .formatted(alert));
        assertThat(runbook(alert).replaceAll("(?m)^#.*\\n+(?=[^#\\s])", "")).doesNotContainPattern("(?m)^#");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void runbookTellsForHowLongTheAlertStays(String alert) {
        // When
        String stays = "The alert ends " + spoken(keptFor(alert)) + " later";

        // Then
        assertThat(runbook(alert).replace("\n", " ")).contains(stays);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyMetricInARunbookExists(String alert) {
        // When
        List<String> problems =
                DocumentedMetrics.read().unknownIn(runbook(alert).replaceAll("keyvigil_\\([a-z_|]*\\)", ""));

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void linksLeadToOtherRunbooks(String alert) {
        // When
        List<String> targets = LINK.matcher(runbook(alert))
                .results()
                .map(link -> link.group(1))
                .toList();

        // Then
        assertThat(alerts().stream().map(name -> "/runbooks/" + name).toList()).containsAll(targets);
    }

    private static String keptFor(String alert) {
        return AlertRule.all().stream()
                .filter(rule -> rule.name().equals(alert))
                .map(AlertRule::keptFor)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String spoken(String duration) {
        return duration.equals("1h") ? "an hour" : duration.replace("m", " minutes");
    }

    private static String runbook(String alert) {
        try {
            return Files.readString(DIRECTORY.resolve(alert + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
