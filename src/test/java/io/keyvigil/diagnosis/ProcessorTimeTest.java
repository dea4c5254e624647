package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No token and no key set costs more than 50 ms of processor time; ten times that is allowed on a busy machine. */
class ProcessorTimeTest {

    private static final Duration MOST = Duration.ofMillis(50);
    private static final int TOLERANCE = 10;
    private static final int ROUNDS = 3;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SituationWorld world = SituationWorld.fixed();

    @Test
    void hostileInputIsCheap() {
        // Given
        Map<String, Asked> inputs = new LinkedHashMap<>();
        SituationTokens.hostile().forEach((name, token) -> inputs.put(name, Asked.of(token)));
        String stranger = SituationTokens.strangers(world);
        SituationTokens.keySets()
                .forEach((name, set) ->
                        inputs.put("jwks: " + name, Asked.of(stranger).with("jwks", set.getKey())));
        inputs.put(
                "150 keys of 8,192 bits",
                Asked.of(SituationTokens.ofLongSignature()).with("jwks", SituationTokens.costliestKeys()));
        TokenDiagnoser diagnoser = world.diagnoser(TrueTime.UNKNOWN);
        // When
        Map<String, Duration> took = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            inputs.forEach((name, asked) -> took.put(name, processorTime(diagnoser, asked)));
        }
        // Then
        Map.Entry<String, Duration> worst =
                took.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        took.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(5)
                .forEach(slow -> System.out.printf(
                        "%-40s %d ms%n", slow.getKey(), slow.getValue().toMillis()));
        System.out.printf(
                "%d inputs, the costliest takes %d ms%n",
                took.size(), worst.getValue().toMillis());
        assertThat(worst.getValue()).as(worst.getKey()).isLessThan(MOST.multipliedBy(TOLERANCE));
    }

    /** As many as fit into a request. Whoever pastes keys chooses their kind and what the token says. */
    @Test
    void manyPastedKeysAreCheap() {
        // Given
        Map<String, Asked> inputs = PastedKeySets.largest();
        TokenDiagnoser diagnoser = world.diagnoser(TrueTime.UNKNOWN);
        Map<String, Duration> took = new LinkedHashMap<>();

        // When
        for (int round = 0; round < ROUNDS; round++) {
            inputs.forEach((name, asked) -> took.put(name, processorTime(diagnoser, asked)));
        }

        // Then
        took.forEach((name, time) -> System.out.printf("%-40s %d ms%n", name, time.toMillis()));
        assertThat(took).allSatisfy((name, time) -> assertThat(time).isLessThan(MOST.multipliedBy(TOLERANCE)));
    }

    private Duration processorTime(TokenDiagnoser diagnoser, Asked asked) {
        long begun = threads.getCurrentThreadCpuTime();
        diagnoser.diagnose(asked.request());
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
    }
}
