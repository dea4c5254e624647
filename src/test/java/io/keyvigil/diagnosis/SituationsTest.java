package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.Documentation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
