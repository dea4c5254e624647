package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keyvigil.testing.AlertRule;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules as Prometheus itself reads and evaluates them. */
class PrometheusRulesIT {

    private static final DebianTool PROMTOOL = new DebianTool("promtool");

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireTool() {
        assumeTrue(PROMTOOL.isInstalled(), "promtool is not installed (Debian: prometheus)");
    }

    @Test
    void prometheusAcceptsEveryRule() throws Exception {
        // When
        ProgramRun run = PROMTOOL.run(directory, "check", "rules", "--lint-fatal", AlertRule.FILE.toString());

        // Then
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("SUCCESS: " + AlertRule.expressions().size() + " rules found");
    }

    @Test
    void everyRuleFiresAndIsQuietAsWritten() throws Exception {
        // When
        ProgramRun run =
                PROMTOOL.run(directory, "test", "rules", "src/test/resources/promtool/keyvigil.rules.test.yaml");

        // Then
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("SUCCESS").doesNotContain("FAILED");
        System.out.printf(
                "promtool: %d alert rules tried in %d ms%n",
                AlertRule.all().size(), run.took().toMillis());
    }
}
