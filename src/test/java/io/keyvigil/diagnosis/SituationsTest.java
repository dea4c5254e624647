package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.Documentation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SituationsTest {

    private final SituationWorld world = SituationWorld.fixed();

    @ParameterizedTest
    @EnumSource(Situation.class)
    void saysWhatHappened(Situation situation) {
        // Given
        Asked asked = situation.asked(world);
        TokenDiagnoser diagnoser = world.diagnoser(asked::drift);
        // When
        Diagnosis diagnosis = diagnoser.diagnose(asked.request());
        // Then
        assertThat(diagnosis.cause()).as("cause, of %s", diagnosis.findings()).isEqualTo(situation.cause());
        assertThat(diagnosis.verdict()).isEqualTo(situation.verdict());
        situation.code().ifPresent(code -> assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.code().equals(Optional.of(code)))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.check()).isEqualTo(code.check())));
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void everyCheckAnswers(Situation situation) {
        // Given
        Asked asked = situation.asked(world);
        // When
        Diagnosis diagnosis = world.diagnoser(asked::drift).diagnose(asked.request());
        // Then
        assertThat(diagnosis.findings()).extracting(Finding::check).contains(Check.values());
        assertThat(diagnosis.findings())
                .allSatisfy(finding -> assertThat(finding.explanation()).isNotBlank());
        assertThat(diagnosis.summary()).isNotBlank();
        assertThat(diagnosis.remedy().isEmpty()).isEqualTo(diagnosis.cause().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void textHasAtMostTwentyLines(Situation situation) {
        // Given
        Asked asked = situation.asked(world);
        Diagnosis diagnosis = world.diagnoser(asked::drift).diagnose(asked.request());
        // When
        String text = DiagnosisText.of(diagnosis, FindingTexts.load(), false, false);
        // Then
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(20).allMatch(line -> line.length() <= 80);
        assertThat(text.lines().filter(line -> !line.isBlank())).doesNotHaveDuplicates();
        assertThat(text)
                .doesNotContainPattern("\\{\\w+=")
                .startsWith(diagnosis.verdict().name());
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void verboseTextSaysNothingTwice(Situation situation) {
        // Given
        Asked asked = situation.asked(world);
        Diagnosis diagnosis = world.diagnoser(asked::drift).diagnose(asked.request());
        // When
        String text = DiagnosisText.of(diagnosis, FindingTexts.load(), false, true);
        // Then
        assertThat(text).doesNotContainPattern("\\{\\w+=").contains("Findings");
        assertThat(diagnosis.cause().isEmpty() || text.split(Pattern.quote("What to do: ")).length == 2)
                .isTrue();
    }

    @Test
    void documentationHasTheTable() {
        // When
        String readme = Documentation.text();
        // Then
        assertThat(readme).contains(Situation.markdown());
    }

    @Test
    void everyCodeHasARow() {
        // When
        Set<FindingCode> uncovered = EnumSet.allOf(FindingCode.class);
        Arrays.stream(Situation.values()).flatMap(row -> row.code().stream()).forEach(uncovered::remove);
        // Then
        assertThat(uncovered).isEmpty();
    }
}
