package io.keyvigil.watch;

import static io.keyvigil.testing.Tenants.watchList;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.provider.CanaryFailure;
import io.keyvigil.provider.CanaryKeys;
import io.keyvigil.provider.CanaryResult;
import io.keyvigil.provider.CanaryResult.Failed;
import io.keyvigil.provider.CanaryResult.Signed;
import io.keyvigil.provider.CanaryResult.Signer;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CanaryWatchTest {

    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final SigningKey A = SigningKeys.ec("a");
    private static final SigningKey B = SigningKeys.ec("b");
    private static final Tenant TENANT = withCanary("t", EVERY);

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final FakeProviderClient provider = new FakeProviderClient();
    private final FakeKeyHistory history = new FakeKeyHistory();
    private final HistoryKeeper keeper = new HistoryKeeper(history, Runnable::run);
    private final KeyWatch watch =
            new KeyWatch(provider, history, keeper, Claims.ALL, List.of(), clock, Runnable::run, 4);
    private final SigningWatch signing = new SigningWatch(watch, clock, Runnable::run);
    private final List<Instant> asked = new ArrayList<>();
    private Function<CanaryKeys, CanaryResult> answer = keys -> signedBy(A);
    private final CanaryWatch canaries = new CanaryWatch(
            watch,
            signing,
            (tenant, canary, metadata, keys) -> {
                asked.add(clock.instant());
                return answer.apply(keys);
            },
            clock,
            Runnable::run);

    @BeforeEach
    void watching() {
        publish(A);
        watch.changed(WatchList.EMPTY, watchList(TENANT));
    }

    @Test
    void nothingIsAskedBeforeTheFirstPoll() {
        // When
        tickFor(Duration.ofMinutes(5));

        // Then
        assertThat(asked).isEmpty();
        assertThat(canaries.state(TENANT.id()))
                .hasValueSatisfying(state -> assertThat(state.lastAttempt()).isEmpty());
    }

    @Test
    void firstTokenIsHadWithinAMinute() {
        // Given
        watch.pollDue();

        // When
        tickFor(Duration.ofMinutes(1));

        // Then
        assertThat(asked).hasSize(1);
        assertThat(state().signer().map(Signer::kid)).hasValue(Optional.of("a"));
        assertThat(state().lastSuccess()).isPresent();
        assertThat(lastSigned(A)).isPresent();
    }

    @Test
    void tokensComeOnceInEachInterval() {
        // Given
        watch.pollDue();

        // When
        tickFor(Duration.ofHours(2));

        // Then
        assertThat(asked.size()).isBetween(8, 9);
        for (int i = 1; i < asked.size(); i++) {
            assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
                    .isBetween(EVERY.multipliedBy(9).dividedBy(10), EVERY);
        }
    }

    @Test
    void switchOfTheSigningKeyIsSeenByTheNextToken() {
        // Given
        publish(A, B);
        watch.pollDue();
        tickFor(Duration.ofMinutes(1));
        answer = keys -> signedBy(B);

        // When
        tickFor(EVERY);

        // Then
        assertThat(events()).containsExactly(KeyEventKind.SIGNING_KEY_SWITCHED);
        assertThat(history.transactions()).last().satisfies(entries -> assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.publicJson()).isPresent()));
    }

    @Test
    void changeOfThePublishedKeysBringsTheNextTokenForward() {
        // Given
        watch.pollDue();
        tickFor(Duration.ofMinutes(1));
        publish(A, B);
        watch.poll(watched());

        // When
        tickFor(Duration.ofMinutes(2));

        // Then
        assertThat(asked).hasSize(2);
        assertThat(Duration.between(asked.get(0), asked.get(1))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void unknownKeyMakesTheKeysBeReadAnewWithinTheLimit() {
        // Given
        watch.pollDue();
        int polls = provider.asked().size();
        answer = keys -> {
            keys.readAnew();
            keys.readAnew();
            return keys.published().isEmpty() ? failed(CanaryFailure.UNKNOWN_KEY) : signedBy(A);
        };

        // When
        tickFor(Duration.ofMinutes(1));

        // Then
        assertThat(provider.asked()).hasSize(polls + 1);
    }

    @Test
    void refusalsAreRepeatedLessAndLessOften() {
        // Given
        watch.pollDue();
        answer = keys -> failed(CanaryFailure.REFUSED);

        // When
        tickFor(Duration.ofHours(5));

        // Then
        assertThat(gaps()).startsWith(15L, 30L, 60L, 60L);
        assertThat(state().failures()).isEqualTo(asked.size());
        assertThat(state().failure().map(CanaryState.Failure::reason)).hasValue(CanaryFailure.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = CanaryFailure.class,
            names = {"UNKNOWN_KEY", "WITHDRAWN_KEY"})
    void tokenOfAKeyThatIsNotPublishedIsConfirmedSoonAndThenKeepsThePace(CanaryFailure reason) {
        // Given
        watch.pollDue();
        answer = keys -> failed(reason);

        // When
        tickFor(Duration.ofHours(2));

        // Then
        assertThat(gaps()).startsWith(1L);
        assertThat(gaps().subList(1, gaps().size()))
                .hasSizeGreaterThan(5)
                .allMatch(minutes -> minutes == 13 || minutes == 14);
    }

    @ParameterizedTest
    @EnumSource(
            value = CanaryFailure.class,
            names = {"UNKNOWN_KEY", "WITHDRAWN_KEY"})
    void twoTokensOfAKeyThatIsNotPublishedAreProof(CanaryFailure reason) {
        // Given
        watch.pollDue();
        answer = keys -> {
            keys.readAnew();
            return failed(reason);
        };
        tickFor(Duration.ofMinutes(1));
        assertThat(proven()).isFalse();

        // When
        tickFor(Duration.ofMinutes(2));

        // Then
        assertThat(proven()).isTrue();
    }

    @Test
    void tokenOfAPublishedKeyEndsTheProof() {
        // Given
        watch.pollDue();
        answer = keys -> {
            keys.readAnew();
            return failed(CanaryFailure.UNKNOWN_KEY);
        };
        tickFor(Duration.ofMinutes(3));
        answer = keys -> signedBy(A);

        // When
        tickFor(EVERY);

        // Then
        assertThat(watched().unpublished()).isEmpty();
    }

    @Test
    void tokenOfAnUnknownKeyProvesNothingWhileTheKeysCannotBeFetched() {
        // Given
        watch.pollDue();
        provider.answer(TENANT, Fetches.failed(FetchFailure.DNS));
        answer = keys -> {
            keys.readAnew();
            return failed(CanaryFailure.UNKNOWN_KEY);
        };

        // When
        tickFor(Duration.ofMinutes(30));

        // Then
        assertThat(asked).hasSizeGreaterThan(2);
        assertThat(watched().unpublished()).isEmpty();
    }

    private boolean proven() {
        return watched().unpublished().filter(UnpublishedSigning::proven).isPresent();
    }

    @Test
    void whatFailsOnThisMachineIsTriedAgainInAMinute() {
        // Given
        watch.pollDue();
        answer = keys -> failed(CanaryFailure.SECRET_MISSING);

        // When
        tickFor(Duration.ofMinutes(5));

        // Then
        assertThat(gaps()).startsWith(1L, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"PT20M, 20", "PT1S, 15", "P30D, 1440"})
    void providerThatAsksForTimeGetsItUpToADay(Duration retryAfter, long minutes) {
        // Given
        watch.pollDue();
        answer = keys -> new Failed(
                CanaryFailure.STATUS, "status 503", Optional.empty(), Optional.of(retryAfter), Optional.empty());

        // When
        tickFor(Duration.ofHours(25));

        // Then
        assertThat(gaps()).startsWith(minutes);
    }

    @Test
    void recoveryIsAsUsualAgain() {
        // Given
        watch.pollDue();
        answer = keys -> failed(CanaryFailure.REFUSED);
        tickFor(Duration.ofMinutes(1));
        answer = keys -> signedBy(A);

        // When
        tickFor(EVERY);

        // Then
        assertThat(state().failures()).isZero();
        assertThat(state().failure()).isEmpty();
        assertThat(state().signer()).isPresent();
    }

    @Test
    void withdrawnKeyThatSignsIsEvidenceAndAFailure() {
        // Given
        publish(A, B);
        watch.pollDue();
        publish(B);
        watch.poll(watched());
        answer = keys -> new Failed(
                CanaryFailure.WITHDRAWN_KEY, "it signs", Optional.empty(), Optional.empty(), Optional.of(signer(A)));

        // When
        tickFor(Duration.ofMinutes(1));

        // Then
        assertThat(lastSigned(A)).isPresent();
        assertThat(state().failure().map(CanaryState.Failure::reason)).hasValue(CanaryFailure.WITHDRAWN_KEY);
    }

    @Test
    void clientThatBreaksIsAskedAgainInAMinute() {
        // Given
        watch.pollDue();
        answer = keys -> {
            throw new IllegalStateException("a defect");
        };
        tickFor(Duration.ofMinutes(1));
        answer = keys -> signedBy(A);

        // When
        tickFor(EVERY);

        // Then
        assertThat(gaps()).startsWith(1L);
        assertThat(state().lastSuccess()).isPresent();
    }

    @Test
    void clockThatWasSetBackDoesNotBlind() {
        // Given
        watch.pollDue();
        tickFor(Duration.ofMinutes(1));
        clock.advance(Duration.ofDays(-1));

        // When
        canaries.tick();

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void canaryThatIsSetOtherwiseStartsAnewAndOneThatGoesIsForgotten() {
        // Given
        watch.pollDue();
        tickFor(Duration.ofMinutes(1));
        Tenant otherwise = withCanary("t", Duration.ofMinutes(30));
        watch.changed(watchList(TENANT), watchList(otherwise));
        canaries.tick();
        assertThat(state().lastAttempt()).isEmpty();

        // When
        watch.changed(watchList(otherwise), watchList(Tenants.of("t")));
        canaries.tick();

        // Then
        assertThat(canaries.state(TENANT.id())).isEmpty();
    }

    @Test
    void tokenAskedForDuringAnOutageStillTells() {
        // Given
        watch.pollDue();
        provider.answer(TENANT, Fetches.failed(FetchFailure.TIMEOUT));
        watch.poll(watched());

        // When
        tickFor(Duration.ofMinutes(1));

        // Then
        assertThat(lastSigned(A)).isPresent();
    }

    private static Tenant withCanary(String id, Duration every) {
        Tenant plain = Tenants.of(id);
        return new Tenant(
                plain.id(),
                plain.source(),
                plain.issuer(),
                plain.acceptIssuers(),
                plain.audiences(),
                plain.algorithms(),
                plain.leeway(),
                plain.pollEvery(),
                plain.tokenLifetime(),
                plain.headers(),
                plain.tlsCa(),
                Optional.of(new Canary(
                        "probe",
                        new Canary.Credential(Canary.Method.CLIENT_SECRET, Path.of("secret")),
                        Optional.empty(),
                        every,
                        Optional.empty())),
                plain.consumers());
    }

    private void publish(SigningKey... keys) {
        List<SigningKey> published = List.of(keys);
        provider.answer(
                TENANT,
                Fetches.fetched(
                        Fetches.metadata("https://idp.example/t", Fetches.JWKS_URI, "ES256"),
                        published.stream().map(SigningKey::jwk).toArray(String[]::new)));
    }

    private void tickFor(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 5) {
            clock.advance(Duration.ofSeconds(5));
            canaries.tick();
        }
    }

    private CanaryResult signedBy(SigningKey key) {
        return new Signed(signer(key));
    }

    private Signer signer(SigningKey key) {
        return new Signer(
                JwkSetParser.parseKey(key.jwk()).thumbprint().orElseThrow(), Optional.of(key.kid()), clock.instant());
    }

    private static CanaryResult failed(CanaryFailure reason) {
        return new Failed(reason, "for a test", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Minutes between the questions. */
    private List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < asked.size(); i++) {
            gaps.add(Duration.between(asked.get(i - 1), asked.get(i)).toMinutes());
        }
        return gaps;
    }

    private WatchedTenant watched() {
        return watch.find(TENANT.id()).orElseThrow();
    }

    private CanaryState state() {
        return canaries.state(TENANT.id()).orElseThrow();
    }

    private Optional<Instant> lastSigned(SigningKey key) {
        return watched().state().keys().stream()
                .filter(known -> known.jwk().kid().equals(Optional.of(key.kid())))
                .findFirst()
                .flatMap(ObservedKey::signing)
                .map(ObservedKey.Signing::last);
    }

    private List<KeyEventKind> events() {
        return keeper.events(TENANT.id(), Optional.empty(), OptionalLong.empty(), 10).stream()
                .map(event -> event.event().kind())
                .toList();
    }
}
