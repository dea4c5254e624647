package io.keyvigil.consumer;

import static io.keyvigil.consumer.ForecastScene.identity;
import static io.keyvigil.consumer.ForecastScene.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Profile;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHoldingsTest {

    private static final Instant WATCHED = time("01T00:00");
    private static final Instant CHANGE = time("10T10:00");
    private static final SigningKey OLD = SigningKeys.ec("old");
    private static final SigningKey NEW = SigningKeys.ec("new");
    private static final ForecastScene ROTATED =
            new ForecastScene().publishes(WATCHED, OLD).publishes(CHANGE, NEW);

    private static List<CachedKeyState> holdings(String profile, Optional<ObservedCache> observed, Instant now) {
        Optional<Profile> effective = Optional.ofNullable(profile).flatMap(id -> ForecastScene.profiles().stream()
                .filter(known -> known.id().equals(id))
                .findFirst());
        return new KeyHoldings(ROTATED.situation(now), effective, observed).list();
    }

    private static Optional<ObservedCache> seen(Instant at, SigningKey... keys) {
        return Optional.of(new ObservedCache(
                Arrays.stream(keys).map(ForecastScene::identity).collect(Collectors.toSet()), at));
    }

    private static CachedKeyState of(SigningKey key, List<CachedKeyState> holdings) {
        return holdings.stream()
                .filter(holding -> holding.key().equals(identity(key)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}, {1} s after the rotation: {2} the new key, {3} the old one")
    @CsvSource({
        "envoy-jwt-authn,    300, may-lack,            may-hold",
        "envoy-jwt-authn,    601, must-hold,           must-not-hold",
        "quarkus-oidc,       300, fetches-on-demand,   may-hold",
        "static-keys,        601, lacks-until-restart, may-hold",
        ",                   601, unknown,             unknown",
    })
    void profileTellsWhatMustBeHeld(String profile, long seconds, String newKey, String oldKey) {
        // When
        List<CachedKeyState> holdings = holdings(profile, Optional.empty(), CHANGE.plusSeconds(seconds));

        // Then
        assertThat(of(NEW, holdings).holds().code()).isEqualTo(newKey);
        assertThat(of(OLD, holdings).holds().code()).isEqualTo(oldKey);
        assertThat(holdings).noneMatch(CachedKeyState::observed);
    }

    @Test
    void timesSayUntilWhenAndSinceWhen() {
        // When
        CachedKeyState before = of(NEW, holdings("envoy-jwt-authn", Optional.empty(), CHANGE.plusSeconds(300)));
        CachedKeyState after = of(NEW, holdings("envoy-jwt-authn", Optional.empty(), CHANGE.plusSeconds(601)));

        // Then
        assertThat(before.until()).contains(CHANGE.plusSeconds(600));
        assertThat(before.since()).isEmpty();
        assertThat(after.since()).contains(CHANGE.plusSeconds(600));
        assertThat(after.until()).isEmpty();
    }

    @Test
    void keyOfTheFirstSightCountsAsHeld() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD);

        // When
        List<CachedKeyState> holdings = new KeyHoldings(
                        scene.situation(WATCHED.plusSeconds(1)),
                        Optional.of(ForecastScene.profiles().get(0)),
                        Optional.empty())
                .list();

        // Then
        assertThat(holdings).extracting(CachedKeyState::holds).containsExactly(CachedKeyState.Holds.MUST_HOLD);
    }

    @Test
    void whatWasSeenStandsAboveTheProfile() {
        // When
        List<CachedKeyState> holdings =
                holdings("envoy-jwt-authn", seen(CHANGE.plusSeconds(60), OLD), CHANGE.plusSeconds(90));

        // Then
        assertThat(of(NEW, holdings).holds()).isEqualTo(CachedKeyState.Holds.LACKS);
        assertThat(of(NEW, holdings).since()).contains(CHANGE.plusSeconds(60));
        assertThat(of(NEW, holdings).until()).contains(CHANGE.plusSeconds(600));
        assertThat(of(OLD, holdings).holds()).isEqualTo(CachedKeyState.Holds.HOLDS);
        assertThat(holdings).allMatch(CachedKeyState::observed);
    }

    @Test
    void whatWasSeenBeforeTheChangeSaysNothing() {
        // When
        List<CachedKeyState> holdings =
                holdings("envoy-jwt-authn", seen(CHANGE.minusSeconds(1), OLD), CHANGE.plusSeconds(90));

        // Then
        assertThat(holdings).noneMatch(CachedKeyState::observed);
    }
}
