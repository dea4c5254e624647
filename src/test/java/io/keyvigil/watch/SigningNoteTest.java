package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.ObservedKey.Signing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evidence is written as the key and the minute of the token's issue: {@code a1} is a token of the key a of minute 1. */
class SigningNoteTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = START.plusSeconds(60 * 1_000);

    private TenantState state = TenantState.ofKeys(
            set(SigningKeys.rsa("a"), SigningKeys.rsa("b"), SigningKeys.rsa("c"), SigningKeys.ec("e")), START);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    a1                               | -
                    a1 a2 a9                         | -
                    a1 a5 b10                        | b10
                    a1 a5 b10 b20 b30                | b10
                    a1 a5 b10 a3 a4                  | b10
                    a1 a5 b10 b20 a30 a40            | b10 a30
                    a1 a5 b10 c20                    | b10 c20
                    a5 b3 b2                         | -
                    a5 b3 b9                         | b9
                    a5 b5                            | -
                    a5 b5 b6                         | b6
                    a5 e10 a15 e20                   | -
                    a1 b2 a3 b4 a5 b6 a7 b8 a9       | b2 a3
                    a1 b2 c3 a4 b5 c6 a7 b8 c9 a20   | b2 c3 a4
                    """)
    void switchIsToldOnceForEachTurn(String tokens, String switches) {
        // When
        List<String> told = new ArrayList<>();
        for (String token : tokens.split(" ")) {
            take(token).ifPresent(event -> told.add(token));
        }

        // Then
        assertThat(String.join(" ", told)).isEqualTo(switches == null ? "" : switches.strip());
    }

    @Test
    void switchNamesBothKeys() {
        // Given
        take("a1");

        // When
        KeyEvent event = take("b10").orElseThrow();

        // Then
        assertThat(event.kind()).isEqualTo(KeyEventKind.SIGNING_KEY_SWITCHED);
        assertThat(event.kid()).hasValue("b");
        assertThat(event.thumbprint()).hasValue(thumbprint("b"));
        assertThat(event.at()).isEqualTo(NOW);
        assertThat(event.detail())
                .contains(
                        "key \"b\"",
                        "issued at 2026-03-01T00:10:00Z",
                        "key \"a\"",
                        "last seen at 2026-03-01T00:01:00Z");
        assertThat(state.tallies().events().of(KeyEventKind.SIGNING_KEY_SWITCHED))
                .isEqualTo(1);
    }

    @Test
    void oldTokensOnlyWidenTheInterval() {
        // Given
        take("a10");
        take("a20");

        // When
        take("a2");

        // Then
        assertThat(signing("a")).hasValue(new Signing(minute(2), minute(20)));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "30, false", "59, false", "60, true", "-59, false", "-60, true"})
    void lessThanAMinuteMoreIsNoNews(int seconds, boolean news) {
        // Given
        take("a10");
        TenantState before = state;

        // When
        Optional<SigningNote.Noted> noted =
                new SigningNote(thumbprint("a"), minute(10).plusSeconds(seconds)).noted(before, NOW);

        // Then
        assertThat(noted.isPresent()).isEqualTo(news);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "60, true", "61, false", "100000000000, false", "-34560000, true", "-34560001, false"})
    void tokenFromTheFutureOrFromLongAgoIsNoEvidence(long secondsAfterNow, boolean evidence) {
        // When
        boolean teaches = new SigningNote(thumbprint("a"), NOW.plusSeconds(secondsAfterNow)).teaches(state, NOW);

        // Then
        assertThat(teaches).isEqualTo(evidence);
    }

    @Test
    void keyThatIsNotKnownTeachesNothing() {
        // When
        Optional<SigningNote.Noted> noted = new SigningNote(thumbprint("stranger"), minute(1)).noted(state, NOW);

        // Then
        assertThat(noted).isEmpty();
    }

    @Test
    void everyLabelOfOneKeyLearns() {
        // Given
        SigningKey key = SigningKeys.rsa("a");
        state = TenantState.ofKeys(set(key, key.named("again")), START);

        // When
        take("a5");

        // Then
        assertThat(state.keys()).hasSize(2).allSatisfy(known -> assertThat(known.signing())
                .hasValue(new Signing(minute(5), minute(5))));
    }

    @Test
    void evidenceOutlivesAWithdrawal() {
        // Given
        take("a5");

        // When
        List<ObservedKey> updated = KeyLedger.updated(state.keys(), List.of(), START, NOW);

        // Then
        assertThat(updated)
                .filteredOn(key -> key.jwk().kid().equals(Optional.of("a")))
                .singleElement()
                .satisfies(key -> assertThat(key.published()).isFalse())
                .satisfies(key -> assertThat(key.signing()).hasValue(new Signing(minute(5), minute(5))));
    }

    private Optional<KeyEvent> take(String token) {
        SigningNote note =
                new SigningNote(thumbprint(token.substring(0, 1)), minute(Integer.parseInt(token.substring(1))));
        Optional<SigningNote.Noted> noted = note.noted(state, NOW);
        state = noted.map(SigningNote.Noted::after).orElse(state);
        return noted.flatMap(SigningNote.Noted::event);
    }

    private Optional<Signing> signing(String kid) {
        return state.keys().stream()
                .filter(key -> key.jwk().kid().equals(Optional.of(kid)))
                .findFirst()
                .flatMap(ObservedKey::signing);
    }

    private static Instant minute(int number) {
        return START.plusSeconds(60L * number);
    }

    private static JwkThumbprint thumbprint(String kid) {
        SigningKey key = kid.equals("e") ? SigningKeys.ec(kid) : SigningKeys.rsa(kid);
        return JwkSetParser.parseKey(key.jwk()).thumbprint().orElseThrow();
    }

    private static JwkSet set(SigningKey... keys) {
        return new JwkSet(
                Stream.of(keys).map(key -> JwkSetParser.parseKey(key.jwk())).toList());
    }
}
