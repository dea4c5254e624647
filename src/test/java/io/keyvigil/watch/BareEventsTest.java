package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BareEventsTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00.123456789Z");

    @ParameterizedTest
    @EnumSource
    void everyKindComesBackAsItWas(KeyEventKind kind) {
        // Given
        List<KeyEvent> events = List.of(KeyEvent.of(kind, AT, ""), KeyEvent.of(kind, AT.plusSeconds(1), ""));

        // When
        List<KeyEvent> held = BareEvents.where(events);

        // Then
        assertThat(held).isInstanceOf(BareEvents.class).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "1677-09-21T00:12:43Z",
                "2262-04-11T23:47:16.854775807Z"
            })
    void momentFarAwayComesBackAsItWas(Instant at) {
        // Given
        List<KeyEvent> events = List.of(KeyEvent.of(KeyEventKind.SET_EMPTIED, at, ""));

        // When
        List<KeyEvent> held = BareEvents.where(events);

        // Then
        assertThat(held).isEqualTo(events);
    }

    @Test
    void wordsAreKept() {
        // Given
        List<KeyEvent> events = List.of(
                KeyEvent.of(KeyEventKind.PROVIDER_RECOVERED, AT, ""),
                KeyEvent.of(KeyEventKind.ISSUER_CHANGED, AT, "from a to b"));

        // When
        List<KeyEvent> held = BareEvents.where(events);

        // Then
        assertThat(held).isEqualTo(events);
    }

    @Test
    void whoChangesTheListLaterDoesNotChangeWhatIsHeld() {
        // Given
        KeyEvent event = KeyEvent.of(KeyEventKind.SET_EMPTIED, AT, "");
        List<KeyEvent> events = new ArrayList<>(Arrays.asList(event, event));

        // When
        List<KeyEvent> held = BareEvents.where(events);
        events.clear();

        // Then
        assertThat(held).containsExactly(event, event);
    }
}
