package io.keyvigil.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesFileTest {

    private static final String SMALLEST =
            """
            profiles:
              - id: one
                class: A
                source: somewhere
                confidence: source
                as-of: 2026-11
            """;

    @Test
    void whatIsLeftOutIsUnrecorded() {
        // When
        Profile profile = Profiles.read(new StringReader(SMALLEST)).all().get(0);

        // Then
        assertThat(profile.refresh().every()).isEqualTo(Bound.UNRECORDED);
        assertThat(profile.refresh().followsCacheControl()).isEqualTo(Recorded.UNRECORDED);
        assertThat(profile.unknownKid().reaction()).isEqualTo(UnknownKid.Reaction.UNRECORDED);
        assertThat(profile.withdrawal().dropLag()).isEqualTo(Bound.UNRECORDED);
        assertThat(profile.leeway().applicable()).isTrue();
        assertThat(profile.leeway().expiry()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    refresh-evry: PT5M                 | line 7: refresh-evry is not known
                    refresh-every: 5m                  | line 7: refresh-every: 5m is not one
                    refresh-every: PT-5M               | line 7: refresh-every: PT-5M is not one
                    follows-cache-control: maybe       | line 7: follows-cache-control: maybe is not one
                    cooldown-budget: two               | line 7: cooldown-budget: two is not one
                    leeway: nothing                    | line 7: leeway: nothing is not one
                    aliases: two                       | line 7: aliases is a list
                    id: two                            | line 7: id is given twice
                    note: []                           | line 7: a single value is expected
                    aliases: [one]                     | two profiles are called one
                    """)
    void mistakeIsNamedWithItsLine(String member, String message) {
        // When
        ThrowingCallable reading = () -> Profiles.read(new StringReader(SMALLEST + "    " + member + "\n"));

        // Then
        assertThatThrownBy(reading).isInstanceOf(IllegalStateException.class).hasMessageContaining(message);
    }

    @Test
    void missingMemberIsNamedWithTheLineOfItsRow() {
        // Given
        String withoutSource = SMALLEST.replace("    source: somewhere\n", "");

        // When
        ThrowingCallable reading = () -> Profiles.read(new StringReader(withoutSource));

        // Then
        assertThatThrownBy(reading).hasMessageContaining("line 2: source is missing");
    }

    @ParameterizedTest
    @CsvSource({"'profiles: none'", "'- id: one'", "'{profiles: [], others: []}'", "''"})
    void fileOfAnotherShapeIsRefused(String text) {
        // When
        ThrowingCallable reading = () -> Profiles.read(new StringReader(text));

        // Then
        assertThatThrownBy(reading).hasMessageContaining("one member with the list of profiles is expected");
    }
}
