package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a provider publishes one after the other, the events tell all of it. */
class KeyReplayPropertiesTest {

    private static final List<String> LABELS = List.of("x", "y", "z");
    private static final List<String> MATERIALS = List.of("1", "2", "3", "4");

    @Provide
    Arbitrary<List<List<String>>> histories() {
        Arbitrary<String> signing = Arbitraries.of(MATERIALS).flatMap(material -> Arbitraries.of(LABELS)
                .map(label -> SigningKeys.ec(material).named(label).jwk()));
        Arbitrary<String> shared =
                Arbitraries.of(LABELS).map(label -> "{\"kty\":\"oct\",\"kid\":\"secret-" + label + "\"}");
        return Arbitraries.frequencyOf(Tuple.of(5, signing), Tuple.of(1, shared))
                .list()
                .ofMaxSize(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 300)
    void publishedMaterialFollowsFromTheEvents(@ForAll("histories") List<List<String>> sets) {
        // Given
        Polls polls = new Polls();
        Set<Object> replayed = materials(polls.poll(fetched(sets.get(0))).after());

        for (List<String> set : sets.subList(1, sets.size())) {
            // When
            Transition transition = polls.poll(fetched(set));

            // Then
            transition.events().forEach(event -> replay(event, replayed));
            assertThat(materials(transition.after())).isEqualTo(replayed);
        }
    }

    @Property(tries = 300)
    void eventsAreToldExactlyWhereTheSetChanged(@ForAll("histories") List<List<String>> sets) {
        // Given
        Polls polls = new Polls();
        polls.poll(fetched(sets.get(0)));

        for (List<String> set : sets.subList(1, sets.size())) {
            Set<KeyIdentity> before = identities(polls.state());

            // When
            Transition transition = polls.poll(fetched(set));

            // Then
            boolean labelGone = !identities(transition.after()).containsAll(before);
            if (before.equals(identities(transition.after()))) {
                assertThat(transition.events()).isEmpty();
            } else if (!labelGone) {
                assertThat(transition.events()).isNotEmpty();
            }
            assertThat(transition.events())
                    .isSortedAccordingTo((one, other) -> one.kind().compareTo(other.kind()));
        }
    }

    @Property(tries = 300)
    void ledgerHoldsEveryEntryOnceAndPublishedFirst(@ForAll("histories") List<List<String>> sets) {
        // When
        TenantState state =
                Polls.after(sets.stream().map(KeyReplayPropertiesTest::fetched).toArray(FetchResult[]::new));

        // Then
        List<KeyIdentity> entries =
                state.keys().stream().map(ObservedKey::identity).toList();
        assertThat(entries).doesNotHaveDuplicates();
        assertThat(Set.copyOf(entries))
                .isEqualTo(sets.stream()
                        .flatMap(set -> keys(set).stream())
                        .map(KeyIdentity::of)
                        .collect(Collectors.toSet()));
        assertThat(state.keys().stream().map(ObservedKey::published).toList())
                .isSortedAccordingTo((one, other) -> Boolean.compare(other, one));
    }

    private static void replay(KeyEvent event, Set<Object> materials) {
        Object material = new KeyIdentity(event.kid(), event.thumbprint()).material();
        if (event.kind() == KeyEventKind.KEY_ADDED) {
            materials.add(material);
        } else if (event.kind() == KeyEventKind.KEY_WITHDRAWN) {
            materials.remove(material);
        }
    }

    private static Set<Object> materials(TenantState state) {
        return identities(state).stream().map(KeyIdentity::material).collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<KeyIdentity> identities(TenantState state) {
        return state.publishedKeys().stream().map(ObservedKey::identity).collect(Collectors.toSet());
    }

    private static List<Jwk> keys(List<String> set) {
        return Fetches.document(set.toArray(String[]::new)).set().keys();
    }

    private static FetchResult fetched(List<String> set) {
        return Fetches.fetched(set.toArray(String[]::new));
    }
}
