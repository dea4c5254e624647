package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Tenants.watchList;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.ObservedKey.Signing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningWatchTest {

    private static final Tenant TENANT = Tenants.of("t");
    private static final SigningKey A = SigningKeys.ec("a");
    private static final SigningKey B = SigningKeys.ec("b");

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final FakeProviderClient provider = new FakeProviderClient();
    private final FakeKeyHistory history = new FakeKeyHistory();
    private final HistoryKeeper keeper = new HistoryKeeper(history, Runnable::run);
    private final KeyWatch watch =
            new KeyWatch(provider, history, keeper, Claims.ALL, List.of(), clock, Runnable::run, 4);
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final SigningWatch signing = new SigningWatch(watch, clock, handedOver::add);

    @BeforeEach
    void watching() {
        provider.answer(TENANT, fetched(A.jwk(), B.jwk()));
        watch.changed(WatchList.EMPTY, watchList(TENANT));
        watch.pollDue();
    }

    @Test
    void evidenceIsWrittenWithTheNextBatch() {
        // Given
        int transactions = history.transactions().size();
        signing.signed(TENANT.id(), thumbprint(A), clock.instant());
        assertThat(history.signed()).isEmpty();

        // When
        keeper.flush();
        keeper.flush();

        // Then
        assertThat(history.signed()).singleElement().satisfies(noted -> assertThat(noted.get(TENANT.id()))
                .isEqualTo(state().keys()));
        assertThat(history.transactions()).hasSize(transactions);
    }

    @Test
    void switchIsToldOnceAndOtherEvidenceIsNot() {
        // Given
        List<KeyEvent> told = new ArrayList<>();
        signing.listen((tenant, event) -> told.add(event));
        signing.signed(TENANT.id(), thumbprint(A), clock.instant());
        clock.advance(Duration.ofMinutes(5));

        // When
        signing.signed(TENANT.id(), thumbprint(B), clock.instant());
        signing.signed(TENANT.id(), thumbprint(B), clock.instant());

        // Then
        assertThat(told).singleElement().satisfies(event -> assertThat(event.kind())
                .isEqualTo(KeyEventKind.SIGNING_KEY_SWITCHED));
    }

    @Test
    void switchIsWrittenAtOnceWithTheEvidence() {
        // Given
        signing.signed(TENANT.id(), thumbprint(A), clock.instant());
        clock.advance(Duration.ofMinutes(5));

        // When
        signing.signed(TENANT.id(), thumbprint(B), clock.instant());

        // Then
        assertThat(keeper.events(TENANT.id(), Optional.empty(), OptionalLong.empty(), 10))
                .extracting(event -> event.event().kind())
                .containsExactly(KeyEventKind.SIGNING_KEY_SWITCHED);
        assertThat(history.load(List.of(TENANT)).get(TENANT.id()).state().keys())
                .isEqualTo(state().keys());
    }

    @Test
    void evidenceThatCannotBeWrittenWaits() {
        // Given
        signing.signed(TENANT.id(), thumbprint(A), clock.instant());
        history.fail(true);
        keeper.flush();
        history.fail(false);

        // When
        keeper.flush();

        // Then
        assertThat(history.signed()).hasSize(1);
    }

    @Test
    void pollThatWasInFlightDoesNotLoseEvidence() {
        // Given
        provider.during(() -> signing.signed(TENANT.id(), thumbprint(A), clock.instant()));

        // When
        watch.poll(watch.find(TENANT.id()).orElseThrow());

        // Then
        assertThat(lastSigned(A)).hasValue(clock.instant());
    }

    @Test
    void whoOverhearsDoesNotWaitAndThousandsCostOneChange() {
        // When
        for (int token = 0; token < 8_000; token++) {
            signing.recordAsync(TENANT.id(), thumbprint(A), clock.instant());
        }

        // Then
        assertThat(lastSigned(A)).isEmpty();
        assertThat(handedOver).hasSize(1);
        handedOver.remove().run();
        assertThat(lastSigned(A)).hasValue(clock.instant());
    }

    @Test
    void nextTokenIsHeardAfterTheOneThatWasUnderWay() {
        // Given
        signing.recordAsync(TENANT.id(), thumbprint(A), clock.instant());
        handedOver.remove().run();
        signing.recordAsync(TENANT.id(), thumbprint(A), clock.instant());
        assertThat(handedOver).isEmpty();

        // When
        signing.recordAsync(TENANT.id(), thumbprint(B), clock.instant());

        // Then
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void tenantThatIsNotWatchedIsNobody() {
        // When
        signing.signed(new TenantId("stranger"), thumbprint(A), clock.instant());
        signing.recordAsync(new TenantId("stranger"), thumbprint(A), clock.instant());

        // Then
        assertThat(handedOver).isEmpty();
        assertThat(lastSigned(A)).isEmpty();
    }

    /** Withdraws a, of which no token is known, five minutes after the start. */
    private void withdrawA() {
        clock.advance(Duration.ofMinutes(5));
        provider.answer(TENANT, fetched(B.jwk()));
        watch.poll(watch.find(TENANT.id()).orElseThrow());
    }

    private void diagnosed(String token, Instant issuedAt) {
        signing.recordWithdrawnAsync(TENANT.id(), thumbprint(A), issuedAt, token);
        while (!handedOver.isEmpty()) {
            handedOver.remove().run();
        }
    }

    private boolean proven() {
        return watch.find(TENANT.id())
                .flatMap(WatchedTenant::unpublished)
                .filter(UnpublishedSigning::proven)
                .isPresent();
    }

    @Test
    void twoTokensOfAWithdrawnKeyThatWereIssuedLaterAreProof() {
        // Given
        withdrawA();
        Instant withdrawn = clock.instant();
        clock.advance(Duration.ofMinutes(5));
        diagnosed("first", withdrawn.plusSeconds(61));
        assertThat(proven()).isFalse();

        // When
        diagnosed("second", withdrawn.plusSeconds(61));

        // Then
        assertThat(proven()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"first, 61, first, 61", "first, 60, second, 60", "first, 61, second, -3600", "first, 361, second, 400"})
    void tokensOfAnOrdinaryRotationProveNothing(String one, long oneAt, String other, long otherAt) {
        // Given
        withdrawA();
        Instant withdrawn = clock.instant();
        clock.advance(Duration.ofMinutes(5));

        // When
        diagnosed(one, withdrawn.plusSeconds(oneAt));
        diagnosed(other, withdrawn.plusSeconds(otherAt));

        // Then
        assertThat(proven()).isFalse();
    }

    @Test
    void publishedKeyThatSignsLaterEndsTheProof() {
        // Given
        withdrawA();
        clock.advance(Duration.ofMinutes(5));
        diagnosed("first", clock.instant());
        diagnosed("second", clock.instant());
        signing.signed(TENANT.id(), thumbprint(B), clock.instant());
        assertThat(proven()).isTrue();

        // When
        signing.signed(TENANT.id(), thumbprint(B), clock.instant().plusSeconds(1));

        // Then
        assertThat(proven()).isFalse();
    }

    @Test
    void keyThatIsPublishedAgainEndsTheProof() {
        // Given
        withdrawA();
        clock.advance(Duration.ofMinutes(5));
        diagnosed("first", clock.instant());
        diagnosed("second", clock.instant());
        provider.answer(TENANT, fetched(A.jwk(), B.jwk()));

        // When
        watch.poll(watch.find(TENANT.id()).orElseThrow());

        // Then
        assertThat(proven()).isFalse();
    }

    @Test
    void everythingThatIsLearnedIsToldAtOnce() {
        // Given
        List<WatchedTenant> told = new ArrayList<>();
        signing.listen((TenantListener) told::add);

        // When
        signing.signed(TENANT.id(), thumbprint(A), clock.instant());
        signing.signed(TENANT.id(), thumbprint(A), clock.instant());

        // Then
        assertThat(told).hasSize(1);
    }

    @Test
    void firstTokenOfANewKeyIsASwitchIfOneKeyWasPublishedBefore() {
        // Given
        withdrawA();
        clock.advance(Duration.ofMinutes(5));
        SigningKey next = SigningKeys.ec("next");
        provider.answer(TENANT, fetched(B.jwk(), next.jwk()));
        watch.poll(watch.find(TENANT.id()).orElseThrow());
        List<KeyEvent> told = new ArrayList<>();
        signing.listen((tenant, event) -> told.add(event));

        // When
        signing.signed(TENANT.id(), thumbprint(next), clock.instant());

        // Then
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(KeyEventKind.SIGNING_KEY_SWITCHED);
            assertThat(event.kid()).contains("next");
            assertThat(event.detail()).contains("\"b\"");
        });
    }

    @Test
    void firstTokenOfAKeyThatWasAlwaysThereIsNoSwitch() {
        // Given
        List<KeyEvent> told = new ArrayList<>();
        signing.listen((tenant, event) -> told.add(event));

        // When
        signing.signed(TENANT.id(), thumbprint(B), clock.instant());

        // Then
        assertThat(told).isEmpty();
    }

    private TenantState state() {
        return watch.find(TENANT.id()).orElseThrow().state();
    }

    private Optional<Instant> lastSigned(SigningKey key) {
        return state().keys().stream()
                .filter(known -> known.jwk().kid().equals(Optional.of(key.kid())))
                .findFirst()
                .flatMap(ObservedKey::signing)
                .map(Signing::last);
    }

    private static JwkThumbprint thumbprint(SigningKey key) {
        return JwkSetParser.parseKey(key.jwk()).thumbprint().orElseThrow();
    }
}
