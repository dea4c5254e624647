package io.keyvigil.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void whatIsNotLeftIsNotGiven() {
        // Given
        budget.take(60);

        // When
        boolean given = budget.take(41);

        // Then: and costs nothing
        assertThat(given).isFalse();
        assertThat(budget.take(40)).isTrue();
    }

    @Test
    void whatIsGivenBackIsGivenAgain() {
        // Given
        budget.take(100);
        budget.giveBack(30);

        // When
        boolean given = budget.take(30);

        // Then
        assertThat(given).isTrue();
    }
}
