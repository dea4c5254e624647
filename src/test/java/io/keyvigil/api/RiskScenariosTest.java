package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.Risk;
import io.keyvigil.testing.RiskScenario;
import io.keyvigil.testing.RiskScene;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every risk, from what a provider does to the risk in the list and out of it again. */
class RiskScenariosTest {

    @ParameterizedTest
    @EnumSource
    void riskIsInTheListWhileItLasts(RiskScenario scenario) {
        // Given
        RiskScene scene = scenario.provoked();
        List<RiskView> active = listed("active", scene, scenario.risk());

        // When
        scenario.mended(scene);

        // Then
        assertThat(active).isNotEmpty().allSatisfy(risk -> {
            assertThat(risk.summary().orElseThrow()).doesNotContain("Optional").doesNotEndWith(".");
            assertThat(risk.evidence().orElseThrow()).isNotEmpty();
            assertThat(risk.resolvedAt()).isEmpty();
        });
        System.out.printf(
                "%-26s %-8s %s%n",
                active.get(0).name(),
                active.get(0).severity(),
                active.get(0).summary().orElseThrow());
        assertThat(listed("active", scene, scenario.risk())).isEmpty();
        assertThat(listed("resolved", scene, scenario.risk()))
                .isNotEmpty()
                .allSatisfy(risk -> assertThat(risk.resolvedAt()).isPresent());
    }

    @Test
    void everyRiskHasAScenario() {
        assertThat(Arrays.stream(RiskScenario.values()).map(RiskScenario::risk))
                .containsExactlyInAnyOrder(Risk.values());
    }

    private static List<RiskView> listed(String state, RiskScene scene, Risk risk) {
        return new RisksResource(scene.risks())
                .risks(state, Optional.empty(), "1000").items().stream()
                        .filter(view -> view.name().equals(risk.alertName()))
                        .toList();
    }
}
