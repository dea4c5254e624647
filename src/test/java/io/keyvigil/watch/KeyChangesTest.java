package io.keyvigil.watch;

import static io.keyvigil.watch.KeyEventKind.KEY_ADDED;
import static io.keyvigil.watch.KeyEventKind.KEY_ENCODING_CHANGED;
import static io.keyvigil.watch.KeyEventKind.KEY_MATERIAL_REPLACED;
import static io.keyvigil.watch.KeyEventKind.KEY_METADATA_CHANGED;
import static io.keyvigil.watch.KeyEventKind.KEY_RELABELLED;
import static io.keyvigil.watch.KeyEventKind.KEY_WITHDRAWN;
import static io.keyvigil.watch.KeyEventKind.ROTATION_DISJOINT;
import static io.keyvigil.watch.KeyEventKind.SET_EMPTIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.keyvigil.jose.Jwk;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyChangesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final String A = SigningKeys.ec("a").jwk();
    private static final String B = SigningKeys.ec("b").jwk();
    private static final String C = SigningKeys.ec("c").jwk();
    /** Other material under the label of {@link #A}. */
    private static final String OTHER_A = SigningKeys.ec("other").named("a").jwk();

    private static final String A_AS_Z = SigningKeys.ec("a").named("z").jwk();
    private static final String A_FOR_PS = A.replace("ES256", "ES512");
    private static final String RSA = SigningKeys.rsa("r").jwk();
    private static final String RSA_LEADING_ZERO = RSA.replace("\"AQAB\"", "\"AAEAAQ\"");
    private static final String RSA_ENCRYPTS = RSA.replace("\"sig\"", "\"enc\"");
    private static final String SHARED = "{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"c2VjcmV0\"}";
    private static final String SHARED_WITHOUT_KID = "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}";

    static Stream<Arguments> changes() {
        return Stream.of(
                change("nothing", set(A, B), set(A, B)),
                change("an empty set stays empty", set(), set()),
                change("the order", set(A, B), set(B, A)),
                change("an entry is listed twice", set(A), set(A, A)),
                change("an entry is listed once again", set(A, A), set(A)),
                change("a key is added", set(A), set(A, B), KEY_ADDED),
                change("a key is withdrawn", set(A, B), set(A), KEY_WITHDRAWN),
                change("a rotation with overlap", set(A, B), set(B, C), KEY_ADDED, KEY_WITHDRAWN),
                change("a rotation without overlap", set(A), set(B), KEY_ADDED, KEY_WITHDRAWN, ROTATION_DISJOINT),
                change("the set is filled", set(), set(A, B), KEY_ADDED, KEY_ADDED),
                change("the set is emptied", set(A, B), set(), KEY_WITHDRAWN, KEY_WITHDRAWN, SET_EMPTIED),
                change(
                        "kid reused with new material",
                        set(A),
                        set(OTHER_A),
                        KEY_ADDED,
                        KEY_WITHDRAWN,
                        KEY_MATERIAL_REPLACED,
                        ROTATION_DISJOINT),
                change(
                        "kid reused, another key stays",
                        set(A, B),
                        set(OTHER_A, B),
                        KEY_ADDED,
                        KEY_WITHDRAWN,
                        KEY_MATERIAL_REPLACED),
                change("a second key under the kid", set(A), set(A, OTHER_A), KEY_ADDED, KEY_MATERIAL_REPLACED),
                change("one of two keys under one kid goes", set(A, OTHER_A), set(A), KEY_WITHDRAWN),
                change("two keys under one kid stay", set(A, OTHER_A), set(OTHER_A, A)),
                change("a key is relabelled", set(A), set(A_AS_Z), KEY_RELABELLED),
                change("a key gets a second label", set(A), set(A, A_AS_Z), KEY_RELABELLED),
                change("one of two labels goes", set(A, A_AS_Z), set(A)),
                change(
                        "two keys swap their labels",
                        set(A, SigningKeys.ec("other").named("z").jwk()),
                        set(A_AS_Z, OTHER_A),
                        KEY_MATERIAL_REPLACED,
                        KEY_MATERIAL_REPLACED,
                        KEY_RELABELLED,
                        KEY_RELABELLED),
                change("the algorithm of one key", set(A, B), set(A_FOR_PS, B), KEY_METADATA_CHANGED),
                change("an added member", set(A), set(A.replace("{", "{\"x5t\":\"abc\",")), KEY_METADATA_CHANGED),
                change(
                        "the order of members",
                        set(A),
                        set(A.replace("{\"kid\":\"a\",", "{").replace("}", ",\"kid\":\"a\"}"))),
                change("a leading zero", set(RSA), set(RSA_LEADING_ZERO), KEY_ENCODING_CHANGED),
                change(
                        "a leading zero and the use",
                        set(RSA),
                        set(RSA_LEADING_ZERO.replace("\"sig\"", "\"enc\"")),
                        KEY_METADATA_CHANGED,
                        KEY_ENCODING_CHANGED),
                change("a shared secret is added", set(A), set(A, SHARED), KEY_ADDED),
                change("a shared secret is withdrawn", set(A, SHARED), set(A), KEY_WITHDRAWN),
                change("a shared secret without kid is added", set(A), set(A, SHARED_WITHOUT_KID), KEY_ADDED),
                change(
                        "all signing keys go, an encryption key stays",
                        set(A, RSA_ENCRYPTS),
                        set(B, RSA_ENCRYPTS),
                        KEY_ADDED,
                        KEY_WITHDRAWN,
                        ROTATION_DISJOINT),
                change("an encryption key goes", set(A, RSA_ENCRYPTS), set(A), KEY_WITHDRAWN),
                change(
                        "the only signing key goes, an encryption key stays",
                        set(A, RSA_ENCRYPTS),
                        set(RSA_ENCRYPTS),
                        KEY_WITHDRAWN,
                        ROTATION_DISJOINT),
                change(
                        "a set of encryption keys changes as a whole",
                        set(RSA_ENCRYPTS),
                        set(SHARED),
                        KEY_ADDED,
                        KEY_WITHDRAWN,
                        ROTATION_DISJOINT),
                change("an entry that is no object", set(A), set(A, "7"), KEY_ADDED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void yieldsTheEventsOfItsKind(String name, List<String> before, List<String> after, List<KeyEventKind> expected) {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(before), keys(after), NOW);

        // Then
        assertThat(events).extracting(KeyEvent::kind).containsExactlyElementsOf(expected);
        assertThat(events).allMatch(event -> event.at().equals(NOW));
    }

    @Test
    void replacedKeyNamesItsNewMaterial() {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(List.of(A)), keys(List.of(OTHER_A)), NOW);

        // Then
        KeyEvent replaced = only(events, KEY_MATERIAL_REPLACED);
        assertThat(replaced.kid()).contains("a");
        assertThat(replaced.thumbprint()).isEqualTo(key(OTHER_A).thumbprint());
        assertThat(replaced.detail()).contains(key(A).thumbprint().orElseThrow().value());
    }

    static Stream<Arguments> disjointSets() {
        return Stream.of(
                arguments(set(A), set(B), "The previous signing key is not in the new set (1 key)"),
                arguments(set(A), set(B, C), "The previous signing key is not in the new set (2 keys)"),
                arguments(set(A, B), set(C), "None of the 2 previous signing keys is in the new set (1 key)"),
                arguments(set(A, B), set(C, RSA), "None of the 2 previous signing keys is in the new set (2 keys)"));
    }

    @ParameterizedTest
    @MethodSource("disjointSets")
    void disjointSetsAreCountedForPeople(List<String> before, List<String> after, String detail) {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(before), keys(after), NOW);

        // Then
        assertThat(only(events, ROTATION_DISJOINT).detail()).isEqualTo(detail);
    }

    @Test
    void onlyKeyThatIsGoneIsNotCalledAll() {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(List.of(A)), List.of(), NOW);

        // Then
        assertThat(only(events, SET_EMPTIED).detail()).isEqualTo("The only key was withdrawn");
    }

    @Test
    void relabelledKeyNamesBothLabels() {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(List.of(A)), keys(List.of(A_AS_Z)), NOW);

        // Then
        KeyEvent relabelled = only(events, KEY_RELABELLED);
        assertThat(relabelled.kid()).contains("z");
        assertThat(relabelled.detail()).contains("another kid before: \"a\"");
    }

    @Test
    void changedMembersAreNamed() {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(List.of(A)), keys(List.of(A_FOR_PS)), NOW);

        // Then
        assertThat(only(events, KEY_METADATA_CHANGED).detail()).contains("members alg");
    }

    @Test
    void detailOfAnEndlessKidStaysShort() {
        // Given
        String endless = SigningKeys.ec("a").named("k".repeat(100_000)).jwk();

        // When
        List<KeyEvent> events = KeyChanges.between(List.of(), keys(List.of(endless)), NOW);

        // Then
        assertThat(only(events, KEY_ADDED).detail()).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void whichOfTwoEqualEntriesCountsDoesNotDependOnTheirOrder() {
        // When
        List<KeyEvent> events = KeyChanges.between(keys(List.of(A, A_FOR_PS)), keys(List.of(A_FOR_PS, A)), NOW);

        // Then
        assertThat(events).isEmpty();
    }

    private static KeyEvent only(List<KeyEvent> events, KeyEventKind kind) {
        List<KeyEvent> ofKind =
                events.stream().filter(event -> event.kind() == kind).toList();
        assertThat(ofKind).hasSize(1);
        return ofKind.get(0);
    }

    private static Arguments change(String name, List<String> before, List<String> after, KeyEventKind... expected) {
        return arguments(name, before, after, List.of(expected));
    }

    private static List<String> set(String... keys) {
        return List.of(keys);
    }

    private static Jwk key(String json) {
        return keys(List.of(json)).get(0);
    }

    private static List<Jwk> keys(List<String> json) {
        return Fetches.document(json.toArray(String[]::new)).set().keys();
    }
}
