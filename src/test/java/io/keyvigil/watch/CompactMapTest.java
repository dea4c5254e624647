package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CompactMapTest {

    private record Step(int key, Optional<Integer> value) {}

    /** Equal to few others, in one place with many. */
    private record Colliding(int number) {
        @Override
        public int hashCode() {
            return number % 3;
        }
    }

    @Property
    void saysWhatAnyMapSays(@ForAll("steps") List<Step> steps) {
        // Given
        CompactMap<Colliding, Integer> compact = new CompactMap<>();
        Map<Colliding, Integer> usual = new HashMap<>();

        // When
        for (Step step : steps) {
            Colliding key = new Colliding(step.key());
            step.value().ifPresentOrElse(value -> compact.put(key, value), () -> compact.remove(key));
            step.value().ifPresentOrElse(value -> usual.put(key, value), () -> usual.remove(key));
        }

        // Then
        for (int number = 0; number < 100; number++) {
            Colliding key = new Colliding(number);
            assertThat(compact.get(key)).isEqualTo(Optional.ofNullable(usual.get(key)));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> key = Arbitraries.integers().between(0, 99);
        Arbitrary<Optional<Integer>> value = Arbitraries.integers().optional(0.6);
        return Combinators.combine(key, value).as(Step::new).list().ofMaxSize(300);
    }
}
