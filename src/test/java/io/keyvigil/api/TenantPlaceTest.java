package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.tenant.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPlaceTest {

    @Test
    void criticalRiskComesFirstThenTheStatusThenTheId() {
        // Given
        List<TenantPlace> places = List.of(
                place("ok", "a"),
                place("unknown", "b"),
                place("at-risk", "c"),
                place("failing", "e"),
                place("failing", "d"),
                TenantPlace.of("ok", true, new TenantId("f")));

        // When
        List<String> sorted =
                places.stream().sorted().map(place -> place.id().value()).toList();

        // Then
        assertThat(sorted).containsExactly("f", "d", "e", "c", "b", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "unknown", "at-risk", "failing"})
    void cursorLeadsToTheSamePlace(String status) {
        // Given
        TenantPlace place = place(status, "contoso-1");

        // Then
        assertThat(TenantPlace.at(place.cursor())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "contoso", "5.contoso", "1.", "1.NOT-AN-ID", "-1.a", "11.a", "1.a b"})
    void whatIsNoCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> TenantPlace.at(cursor))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("after is the next");
    }

    private static TenantPlace place(String status, String id) {
        return TenantPlace.of(status, false, new TenantId(id));
    }
}
