package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * "Accepted" means that a real validator accepts, too: of very many odd tokens, jose4j or Nimbus JOSE+JWT accepts each one
 * that the diagnosis accepts, and a warning names the one that does not.
 */
class AcceptedTokensTest {

    private static final int TOKENS = 100_000;
    private static final int LEAST_ACCEPTED = TOKENS / 10;

    private static final int PARTS = 4;

    private final Map<Agreement, Integer> counts = new ConcurrentSkipListMap<>();
    private final List<String> disagreements = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyAcceptedTokenIsAcceptedByARealValidator() {
        // Given
        long seed = Long.getLong("keyvigil.seed", 1);
        long begun = System.nanoTime();
        // When
        IntStream.range(0, PARTS).parallel().forEach(part -> judge(seed + part));
        // Then
        System.out.printf(
                "seed %d: %,d odd tokens, %s, %d s%n",
                seed, TOKENS, counts, (System.nanoTime() - begun) / 1_000_000_000L);
        assertThat(disagreements.stream().limit(20)).as("seed %d", seed).isEmpty();
        assertThat(counts.get(Agreement.ACCEPTED)).isGreaterThan(LEAST_ACCEPTED);
        assertThat(counts).doesNotContainKey(Agreement.ACCEPTED_BY_NO_VALIDATOR);
    }

    private void judge(long seed) {
        OracleWorld world = new OracleWorld();
        OddTokens tokens = world.tokens(seed);
        for (int token = 0; token < TOKENS / PARTS; token++) {
            OddTokens.OddToken next = tokens.next();
            boolean lone = token % 4 > 0;
            Agreement agreement = world.agreement(next.text(), lone);
            counts.merge(agreement, 1, Integer::sum);
            if (agreement.isDisagreement()) {
                disagreements.add(agreement + ": " + next.change() + ": " + world.complaints(next.text(), lone));
            }
        }
    }
}
