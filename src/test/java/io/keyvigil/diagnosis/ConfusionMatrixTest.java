package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Tokens of every algorithm through every mutation: the reported cause is the mutation's, wherever the mathematics allows to
 * tell. The seed is printed; {@code -Dkeyvigil.seed=} repeats a run.
 */
class ConfusionMatrixTest {

    /** Rounds through all mutations; signatures of P-521 cost many times those of the others. */
    private static final Map<String, Integer> ROUNDS = new TreeMap<>(Map.of(
            "RS256", 40, "RS384", 25, "RS512", 25, "PS256", 30, "PS384", 25, "PS512", 25, "ES256", 6, "ES384", 2,
            "ES512", 1, "EdDSA", 20));

    private static final int LEAST_CASES = 10_000;

    private final Map<Mutation, Map<String, Integer>> matrix = new EnumMap<>(Mutation.class);
    private final List<String> deviations = new ArrayList<>();
    private int cases;

    @Test
    void everyMutationIsReportedAsWhatItIs() {
        // Given
        long seed = Long.getLong("keyvigil.seed", new Random().nextLong());
        Random random = new Random(seed);
        long begun = System.nanoTime();
        // When
        ROUNDS.forEach((alg, rounds) -> judge(alg, rounds, random));
        // Then
        print(seed, (System.nanoTime() - begun) / 1_000_000_000L);
        assertThat(cases).isGreaterThanOrEqualTo(LEAST_CASES);
        assertThat(deviations).as("seed %d", seed).isEmpty();
    }

    private void judge(String alg, int rounds, Random random) {
        SituationWorld world = SituationWorld.fixed();
        KeyRing ring = KeyRing.of(alg, random, world.now());
        TokenDiagnoser diagnoser = world.diagnoser(ring.tenants(world.tenants()), TrueTime.UNKNOWN);
        for (int round = 0; round < rounds; round++) {
            for (Mutation mutation : Mutation.shuffled(random)) {
                if (mutation.applies(ring)) {
                    judge(mutation, ring, diagnoser);
                }
            }
        }
    }

    private void judge(Mutation mutation, KeyRing ring, TokenDiagnoser diagnoser) {
        String token = mutation.applied(ring);
        Diagnosis diagnosis = diagnoser.diagnose(DiagnosisRequest.ofToken(token));
        Optional<FindingCode> cause = diagnosis.cause();
        cases++;
        matrix.computeIfAbsent(mutation, any -> new TreeMap<>()).merge(Mutation.name(cause), 1, Integer::sum);
        boolean right = cause.map(code -> mutation.causes(ring).contains(code))
                .orElseGet(() -> mutation.causes(ring).isEmpty());
        if (!right) {
            deviations.add(ring.alg() + " " + mutation + ": " + Mutation.name(cause) + " instead of "
                    + mutation.causes(ring) + ": " + diagnosis.summary());
        }
    }

    private void print(long seed, long seconds) {
        StringBuilder page = new StringBuilder("mutation x reported cause\n");
        matrix.forEach((mutation, causes) -> page.append(String.format("%-34s %s%n", mutation, causes)));
        page.append(String.format(
                "seed %d: %,d cases, %d mutations, %d algorithms, %d deviations, %d s%n",
                seed, cases, matrix.size(), ROUNDS.size(), deviations.size(), seconds));
        System.out.print(page);
    }
}
