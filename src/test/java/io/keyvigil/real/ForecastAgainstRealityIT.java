package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keyvigil.provider.HttpProviderClient;
import io.keyvigil.provider.ProviderClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real validators before a provider that changes its keys: the times in which they reject good tokens, and trust withdrawn
 * keys, against those that were foretold. Each comes before every {@link Rotation}, many at a time, and a table is printed.
 */
class ForecastAgainstRealityIT {

    private static final int AT_A_TIME = 35;

    private static final ExecutorService TRIALS = Executors.newFixedThreadPool(AT_A_TIME);
    private static final ScheduledExecutorService TICKS = Executors.newScheduledThreadPool(AT_A_TIME);
    private static final ExecutorService POLLS = Executors.newCachedThreadPool();

    private final ProviderClient client = new HttpProviderClient(Clock.systemUTC(), POLLS, "0");

    @TempDir
    private Path directory;

    @AfterAll
    static void end() {
        TRIALS.shutdownNow();
        TICKS.shutdownNow();
        POLLS.shutdownNow();
    }

    @Test
    void validatorsOfJavaDoAsForetold() throws Exception {
        // When
        List<Comparison> comparisons = compare(ValidatorKind.ofJava());

        // Then
        assertThat(comparisons).allMatch(Comparison::agrees);
    }

    @Test
    void validatorsOfNpmDoAsForetold() throws Exception {
        // Given
        assumeTrue(NodeModules.canBeHad(), "npm, or a node of 20.19 or later, is not installed");
        NodeModules modules = NodeModules.installed(directory);

        // When
        List<Comparison> comparisons = compare(ValidatorKind.ofNode(modules));

        // Then
        assertThat(comparisons).allMatch(Comparison::agrees);
    }

    private List<Comparison> compare(List<ValidatorKind> kinds) throws InterruptedException, ExecutionException {
        List<Future<List<Comparison>>> trials = new ArrayList<>();
        for (ValidatorKind kind : kinds) {
            for (Rotation rotation : Rotation.values()) {
                trials.add(TRIALS.submit(() -> Trial.play(kind, rotation, client, TICKS)));
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (Future<List<Comparison>> trial : trials) {
            comparisons.addAll(trial.get());
        }
        System.out.println(Comparison.header());
        comparisons.forEach(System.out::println);
        return comparisons;
    }
}
