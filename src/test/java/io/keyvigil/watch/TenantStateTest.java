package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.keptFor;
import static io.keyvigil.testing.Fetches.metadata;
import static io.keyvigil.testing.Fetches.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TenantStateTest {

    private static final String A = SigningKeys.ec("a").jwk();
    private static final String B = SigningKeys.ec("b").jwk();
    private static final ProviderMetadata METADATA =
            metadata("https://idp.example", Fetches.JWKS_URI, "RS256", "ES256");

    private final Polls polls = new Polls();

    @Test
    void firstSightYieldsNoEvent() {
        // When
        Transition first = polls.poll(fetched(METADATA, A, B));

        // Then
        assertThat(first.events()).isEmpty();
        assertThat(first.firstSight()).isTrue();
        assertThat(first.memorable()).isTrue();
        assertThat(first.outcome()).isEqualTo(PollOutcome.CHANGED);
        assertThat(first.after().watchedSince()).contains(Polls.START);
        assertThat(first.after().lastRotation()).isEmpty();
    }

    @Test
    void lifeOfCachesIsRememberedOnceItIsHeard() {
        // Given
        polls.poll(fetched(A));

        // When
        Transition heard = polls.poll(keptFor(Duration.ofHours(1), A));

        // Then
        assertThat(heard.events()).isEmpty();
        assertThat(heard.memorable()).as("others forecast with it").isTrue();
        assertThat(heard.after().maxAge()).contains(Duration.ofHours(1));
        assertThat(polls.poll(keptFor(Duration.ofMinutes(50), A)).memorable())
                .as("a countdown is not to be written at each poll")
                .isFalse();
        assertThat(polls.poll(failed(FetchFailure.DNS)).after().maxAge()).contains(Duration.ofMinutes(50));
    }

    @Test
    void rotationAcrossMissingPollsIsNotSaidToBeDisjoint() {
        // Given
        TenantState before = Polls.after(fetched(A));
        Instant watchedUntil = Polls.START;
        Instant now = Polls.START.plusSeconds(3_600);

        // When
        Transition across = before.next(fetched(B), now, now, Optional.of(watchedUntil));

        // Then
        assertThat(before.next(fetched(B), now, now).events())
                .extracting(KeyEvent::kind)
                .as("if no poll is missing")
                .contains(KeyEventKind.ROTATION_DISJOINT);
        assertThat(across.events())
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEventKind.KEY_ADDED, KeyEventKind.KEY_WITHDRAWN);
        assertThat(across.events())
                .extracting(KeyEvent::detail)
                .allMatch(detail -> detail.endsWith(
                        "; what happened between 2026-03-01T00:00:00Z and 2026-03-01T01:00:00Z is not known"));
    }

    @Test
    void failureBeforeTheFirstSightYieldsNoEvent() {
        // When
        Transition failure = polls.poll(failed(FetchFailure.DNS));

        // Then
        assertThat(failure.events()).isEmpty();
        assertThat(failure.outcome()).isEqualTo(PollOutcome.FAILED);
        assertThat(failure.memorable()).as("others are to know of it").isTrue();
        assertThat(failure.after().watchedSince()).isEmpty();
        assertThat(failure.after().health().failures()).isEqualTo(1);
        assertThat(failure.after().health().up()).isFalse();
    }

    @Test
    void firstSightAfterFailuresYieldsNoEvent() {
        // Given
        polls.poll(failed(FetchFailure.DNS));

        // When
        Transition first = polls.poll(fetched(A));

        // Then
        assertThat(first.events()).isEmpty();
        assertThat(first.after().health().up()).isTrue();
    }

    @Test
    void onlyTheFirstFailureInARowIsAnEvent() {
        // Given
        polls.poll(fetched(A));

        // When
        Transition first = polls.poll(failed(FetchFailure.TIMEOUT));
        Transition second = polls.poll(failed(FetchFailure.DNS));

        // Then
        assertThat(first.events()).extracting(KeyEvent::kind).containsExactly(KeyEventKind.PROVIDER_UNREACHABLE);
        assertThat(first.events().get(0).detail()).startsWith("timeout: ");
        assertThat(second.events()).isEmpty();
        assertThat(polls.state().health().failures()).isEqualTo(2);
        assertThat(polls.state().health().lastFailure())
                .map(PollFailure::reason)
                .contains(FetchFailure.DNS);
    }

    @Test
    void failureChangesNothingThatIsKnownOfTheKeys() {
        // Given
        TenantState before = polls.poll(fetched(METADATA, A, B)).after();

        // When
        TenantState after = polls.poll(failed(FetchFailure.STATUS)).after();

        // Then
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThat(after.metadata()).isEqualTo(before.metadata());
        assertThat(after.jwksSha256()).isEqualTo(before.jwksSha256());
        assertThat(after.health().lastSuccess()).contains(Polls.START);
    }

    @Test
    void recoveryIsAnEventAndKeepsTheLastFailure() {
        // Given
        polls.poll(fetched(A));
        polls.poll(failed(FetchFailure.TIMEOUT));
        polls.poll(failed(FetchFailure.DNS));

        // When
        Transition recovery = polls.poll(same(200));

        // Then
        assertThat(recovery.events()).extracting(KeyEvent::kind).containsExactly(KeyEventKind.PROVIDER_RECOVERED);
        assertThat(recovery.events().get(0).detail()).contains("2 failed polls").contains("dns");
        assertThat(recovery.outcome()).isEqualTo(PollOutcome.UNCHANGED);
        assertThat(recovery.memorable()).isTrue();
        assertThat(recovery.after().health().up()).isTrue();
        assertThat(recovery.after().health().lastFailure()).isPresent();
        assertThat(recovery.after().health().retryNotBefore()).isEmpty();
    }

    @Test
    void recoveryWithOtherKeysYieldsBoth() {
        // Given
        polls.poll(fetched(A));
        polls.poll(failed(FetchFailure.TIMEOUT));

        // When
        Transition recovery = polls.poll(fetched(A, B));

        // Then
        assertThat(recovery.events())
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEventKind.KEY_ADDED, KeyEventKind.PROVIDER_RECOVERED);
        assertThat(recovery.outcome()).isEqualTo(PollOutcome.CHANGED);
    }

    @Test
    void withdrawnKeyIsKeptWithItsTimes() {
        // Given
        polls.poll(fetched(A, B));
        polls.poll(same(200));

        // When
        TenantState after = polls.poll(fetched(B)).after();

        // Then
        assertThat(after.publishedKeys()).hasSize(1);
        ObservedKey withdrawn = after.keys().get(1);
        assertThat(withdrawn.jwk().kid()).contains("a");
        assertThat(withdrawn.withdrawal())
                .contains(new ObservedKey.Withdrawal(
                        Polls.START.plus(Polls.APART), Polls.START.plus(Polls.APART.multipliedBy(2))));
    }

    @Test
    void withdrawnKeyReturnsWithItsOldFirstSight() {
        // Given
        polls.poll(fetched(A, B));
        polls.poll(fetched(B));

        // When
        Transition returned = polls.poll(fetched(B, A));

        // Then
        assertThat(returned.events()).extracting(KeyEvent::kind).containsExactly(KeyEventKind.KEY_ADDED);
        assertThat(returned.after().keys())
                .hasSize(2)
                .allMatch(ObservedKey::published)
                .allMatch(key -> key.firstSeen().equals(Polls.START));
    }

    @Test
    void publishedKeysComeFirstAndTheLatestWithdrawnNext() {
        // Given
        polls.poll(fetched(A, B, SigningKeys.ec("c").jwk()));
        polls.poll(fetched(B, SigningKeys.ec("c").jwk()));
        polls.poll(fetched(SigningKeys.ec("c").jwk()));

        // When
        TenantState state = polls.poll(
                        fetched(SigningKeys.ec("d").jwk(), SigningKeys.ec("c").jwk()))
                .after();

        // Then
        assertThat(state.keys())
                .extracting(key -> key.jwk().kid().orElseThrow())
                .containsExactly("d", "c", "b", "a");
    }

    @Test
    void onlyTheLatestWithdrawnKeysAreKept() {
        // Given
        List<String> secrets = IntStream.range(0, KeyLedger.MOST_WITHDRAWN + 1)
                .mapToObj(i -> "{\"kty\":\"oct\",\"kid\":\"" + i + "\"}")
                .toList();
        polls.poll(fetched(secrets.toArray(String[]::new)));
        polls.poll(fetched(secrets.get(0)));

        // When
        TenantState state = polls.poll(fetched()).after();

        // Then
        assertThat(state.keys()).hasSize(KeyLedger.MOST_WITHDRAWN);
        assertThat(state.keys().get(0).jwk().kid()).as("the latest withdrawn").contains("0");
    }

    @Test
    void withdrawnKeyIsForgottenAfterItsTime() {
        // Given
        polls.poll(fetched(A, B));
        polls.poll(fetched(B));
        Instant withdrawn = Polls.START.plus(Polls.APART);
        Instant last = withdrawn.plus(KeyLedger.LONGEST_WITHDRAWN);

        // When
        TenantState atTheEnd = polls.pollAt(last, fetched(B)).after();
        TenantState past = polls.pollAt(last.plusMillis(1), fetched(B)).after();

        // Then
        assertThat(atTheEnd.keys()).hasSize(2);
        assertThat(past.keys()).hasSize(1);
    }

    static Stream<Arguments> discoveries() {
        return Stream.of(
                Arguments.of(
                        metadata("https://idp.example", "https://other.example/jwks", "RS256", "ES256"),
                        List.of(KeyEventKind.JWKS_URI_CHANGED)),
                Arguments.of(
                        metadata("https://other.example", Fetches.JWKS_URI, "RS256", "ES256"),
                        List.of(KeyEventKind.ISSUER_CHANGED)),
                Arguments.of(
                        metadata("https://idp.example", Fetches.JWKS_URI, "RS256"),
                        List.of(KeyEventKind.ALGORITHMS_CHANGED)),
                Arguments.of(
                        metadata("https://other.example", "https://other.example/jwks"),
                        List.of(
                                KeyEventKind.JWKS_URI_CHANGED,
                                KeyEventKind.ISSUER_CHANGED,
                                KeyEventKind.ALGORITHMS_CHANGED)),
                Arguments.of(
                        new ProviderMetadata(
                                "https://idp.example",
                                Fetches.JWKS_URI,
                                List.of("RS256", "ES256"),
                                Optional.of("https://idp.example/token")),
                        List.of(KeyEventKind.TOKEN_ENDPOINT_CHANGED)),
                Arguments.of(metadata("https://idp.example", Fetches.JWKS_URI, "ES256", "RS256"), List.of()));
    }

    @Test
    void changedJwksUriWhoseKeysCannotBeFetchedIsAnEvent() {
        // Given
        polls.poll(fetched(METADATA, A));
        ProviderMetadata moved = metadata("https://idp.example", "https://other.example/jwks", "RS256", "ES256");

        // When
        Transition transition = polls.poll(Fetches.failed(FetchFailure.CONNECT, moved));

        // Then
        assertThat(transition.outcome()).isEqualTo(PollOutcome.FAILED);
        assertThat(transition.events())
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEventKind.JWKS_URI_CHANGED, KeyEventKind.PROVIDER_UNREACHABLE);
        assertThat(transition.after().metadata()).contains(moved);
        assertThat(transition.after().publishedKeys()).hasSize(1);
    }

    @Test
    void changedJwksUriIsOneEventHoweverOftenItsKeysCannotBeFetched() {
        // Given
        polls.poll(fetched(METADATA, A));
        ProviderMetadata moved = metadata("https://idp.example", "https://other.example/jwks", "RS256", "ES256");
        polls.poll(Fetches.failed(FetchFailure.CONNECT, moved));

        // When
        Transition transition = polls.poll(Fetches.failed(FetchFailure.CONNECT, moved));

        // Then
        assertThat(transition.events()).isEmpty();
    }

    @Test
    void firstAddressesOfAnotherReplicaAreThoseOfThisOne() {
        // Given
        ProviderMetadata changed = metadata("https://idp.example", "https://other.example/jwks")
                .since(Fetches.JWKS_URI, Optional.of("https://idp.example/token"));
        TenantState written = polls.poll(fetched(changed, A)).after();

        // When
        TenantState adopted = TenantState.UNSEEN.adopting(written);

        // Then
        assertThat(adopted.known().metadata()).hasValueSatisfying(known -> {
            assertThat(known.firstJwksUri()).isEqualTo(Fetches.JWKS_URI);
            assertThat(known.firstTokenEndpoint()).contains("https://idp.example/token");
        });
    }

    @Test
    void validatorsAreThoseOfTheDocumentThatWasRead() {
        // Given
        polls.poll(fetched(METADATA, A));
        ProviderMetadata moved = metadata("https://idp.example", "https://other.example/jwks", "RS256", "ES256");
        Exchange discovery = Fetches.exchange(200);

        // When
        TenantState state = polls.poll(new FetchResult.Failed(
                        Optional.of(discovery),
                        Optional.empty(),
                        Optional.of(moved),
                        FetchFailure.DNS,
                        "",
                        Optional.empty(),
                        Duration.ZERO))
                .after();

        // Then
        assertThat(state.discovery()).contains(discovery);
    }

    @Test
    void firstDiscoveryDocumentIsRememberedAlthoughItsKeysCannotBeFetched() {
        // Given
        polls.poll(failed(FetchFailure.DNS));

        // When
        Transition transition = polls.poll(Fetches.failed(FetchFailure.CONNECT, METADATA));

        // Then
        assertThat(transition.memorable()).isTrue();
        assertThat(transition.events()).isEmpty();
        assertThat(transition.after().metadata()).contains(METADATA);
    }

    @Test
    void longAddressesDoNotHideWhereTheKeysAreNow() {
        // Given
        String path = "x".repeat(400);
        polls.poll(fetched(metadata("", "https://idp.example/" + path), A));

        // When
        Transition transition = polls.poll(Fetches.discovered(metadata("", "https://other.example/" + path)));

        // Then
        assertThat(transition.events().get(0).detail()).contains("→ https://other.example/");
    }

    @ParameterizedTest
    @MethodSource("discoveries")
    void changedDiscoveryDocumentIsCompared(ProviderMetadata read, List<KeyEventKind> expected) {
        // Given
        polls.poll(fetched(METADATA, A));

        // When
        Transition transition = polls.poll(Fetches.discovered(read));

        // Then
        assertThat(transition.events()).extracting(KeyEvent::kind).containsExactlyElementsOf(expected);
        assertThat(transition.outcome()).isEqualTo(expected.isEmpty() ? PollOutcome.UNCHANGED : PollOutcome.CHANGED);
        assertThat(transition.after().metadata()).contains(read);
        assertThat(transition.after().lastRotation()).isEmpty();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(fetched(A, B), PollOutcome.CHANGED),
                Arguments.of(fetched(A), PollOutcome.UNCHANGED),
                Arguments.of(same(200), PollOutcome.UNCHANGED),
                Arguments.of(same(304), PollOutcome.NOT_MODIFIED),
                Arguments.of(
                        new FetchResult.NotModified(
                                Optional.of(Fetches.exchange(304)), Optional.of(Fetches.exchange(304)), Duration.ZERO),
                        PollOutcome.NOT_MODIFIED),
                Arguments.of(
                        new FetchResult.NotModified(
                                Optional.of(Fetches.exchange(200)), Optional.of(Fetches.exchange(304)), Duration.ZERO),
                        PollOutcome.UNCHANGED),
                Arguments.of(
                        new FetchResult.NotModified(Optional.empty(), Optional.empty(), Duration.ZERO),
                        PollOutcome.UNCHANGED),
                Arguments.of(failed(FetchFailure.TLS), PollOutcome.FAILED));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void outcomeSaysHowThePollEnded(FetchResult result, PollOutcome expected) {
        // Given
        polls.poll(fetched(A));

        // When
        Transition transition = polls.poll(result);

        // Then
        assertThat(transition.outcome()).isEqualTo(expected);
    }

    @Test
    void countersCountOutcomesFailuresAndEvents() {
        // When
        TenantState state = Polls.after(
                failed(FetchFailure.DNS),
                fetched(A),
                same(304),
                same(200),
                fetched(A, B),
                failed(FetchFailure.DNS),
                failed(FetchFailure.TLS),
                fetched(A));

        // Then
        TenantState.PollTallies tallies = state.tallies();
        assertThat(tallies.outcomes().of(PollOutcome.CHANGED)).isEqualTo(3);
        assertThat(tallies.outcomes().of(PollOutcome.NOT_MODIFIED)).isEqualTo(1);
        assertThat(tallies.outcomes().of(PollOutcome.UNCHANGED)).isEqualTo(1);
        assertThat(tallies.outcomes().of(PollOutcome.FAILED)).isEqualTo(3);
        assertThat(tallies.outcomes().total()).isEqualTo(8);
        assertThat(tallies.failures().of(FetchFailure.DNS)).isEqualTo(2);
        assertThat(tallies.failures().of(FetchFailure.TLS)).isEqualTo(1);
        assertThat(tallies.events().of(KeyEventKind.KEY_ADDED)).isEqualTo(1);
        assertThat(tallies.events().of(KeyEventKind.KEY_WITHDRAWN)).isEqualTo(1);
        assertThat(tallies.events().of(KeyEventKind.PROVIDER_UNREACHABLE)).isEqualTo(1);
        assertThat(tallies.events().of(KeyEventKind.PROVIDER_RECOVERED)).isEqualTo(1);
        assertThat(tallies.events().total()).isEqualTo(4);
    }

    @Test
    void addedKeyIsARotationAndAWithdrawnOneIsNot() {
        // Given
        polls.poll(fetched(A));

        // When
        TenantState added = polls.poll(fetched(A, B)).after();
        TenantState withdrawn = polls.poll(fetched(B)).after();

        // Then
        assertThat(added.lastRotation()).contains(Polls.START.plus(Polls.APART));
        assertThat(withdrawn.lastRotation()).isEqualTo(added.lastRotation());
    }

    @Test
    void retryAfterIsKeptForADayAtMost() {
        // When
        TenantState asked = Polls.after(failed(FetchFailure.STATUS, Duration.ofHours(2)));
        TenantState absurd = Polls.after(failed(FetchFailure.STATUS, Duration.ofDays(365)));

        // Then
        assertThat(asked.health().retryNotBefore()).contains(Polls.START.plus(Duration.ofHours(2)));
        assertThat(absurd.health().retryNotBefore()).contains(Polls.START.plus(Duration.ofDays(1)));
    }

    @Test
    void encryptionKeysDoNotCountAsSigningKeys() {
        // When
        TenantState state = Polls.after(fetched(
                A, SigningKeys.rsa("e").jwk().replace("\"sig\"", "\"enc\""), "{\"kty\":\"oct\",\"kid\":\"s\"}"));

        // Then
        assertThat(state.publishedKeys()).hasSize(3);
        assertThat(state.publishedSigningKeys()).isEqualTo(1);
    }

    @Test
    void membersOfAPublishedKeyAreBroughtUpToDate() {
        // Given
        polls.poll(fetched(A));

        // When
        TenantState state = polls.poll(fetched(A.replace("ES256", "ES512"))).after();

        // Then
        assertThat(state.keys())
                .singleElement()
                .extracting(ObservedKey::jwk)
                .extracting(Jwk::alg)
                .isEqualTo(Optional.of("ES512"));
    }
}
