package io.keyvigil.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.RiskScenario;
import io.keyvigil.testing.RiskScene;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every risk has its series while it is active, and none before and after. */
class RiskSeriesTest {

    @ParameterizedTest
    @EnumSource
    void seriesIsThereWhileTheRiskLasts(RiskScenario scenario) {
        // Given
        RiskScene scene = scenario.provoked();
        String before = page(new RiskScene());
        String during = page(scene);

        // When
        scenario.mended(scene);

        // Then
        String sample = "keyvigil_risk{risk=\"" + scenario.risk().alertName() + "\",severity=\"";
        assertThat(before).doesNotContain(sample);
        assertThat(during).contains(sample).containsPattern("\",consumer=\"[a-z]*\"} 1\n");
        assertThat(page(scene)).doesNotContain(sample);
    }

    private static String page(RiskScene scene) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Exposition page = new Exposition(out, false);
        RiskSeries.write(page, scene.risks().active());
        page.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
