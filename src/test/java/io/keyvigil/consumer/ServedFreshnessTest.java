package io.keyvigil.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.Validators;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A provider is polled every hour; its first keys came at midnight. */
class ServedLivesTest {

    private static final Tenant TENANT = Tenants.of("t");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final ServedFreshness lives = new ServedFreshness();
    private TenantState state = TenantState.UNSEEN;

    @Test
    void sameLifeAllTheTimeIsTheLife() {
        // When
        answers(0, DAY, "1").answers(1, DAY, "1").answers(2, DAY, "1", "2");

        // Then
        assertThat(maxAge()).contains(DAY);
    }

    @Test
    void lifeThatComesWithTheNewKeyIsNotThatOfTheCaches() {
        // When
        answers(0, DAY, "1").answers(1, FIVE_MINUTES, "1", "2");

        // Then
        assertThat(maxAge()).contains(DAY);
    }

    @Test
    void lifeThatWasShortenedBeforeTheRotationStillHoldsForOlderCaches() {
        // When
        answers(0, DAY, "1").answers(1, FIVE_MINUTES, "1").answers(2, FIVE_MINUTES, "1", "2");

        // Then
        assertThat(maxAge()).contains(DAY.minusHours(2));
    }

    @Test
    void lifeThatWasShortenedLongBeforeTheRotationHoldsNoMore() {
        // When
        answers(0, DAY, "1").answers(1, FIVE_MINUTES, "1").answers(25, FIVE_MINUTES, "1", "2");

        // Then
        assertThat(maxAge()).contains(FIVE_MINUTES);
    }

    @Test
    void countdownLeavesLittleAndItsNewBeginningDoesNotCount() {
        // When
        answers(0, DAY, "1")
                .answers(1, DAY.minusHours(1), "1")
                .answers(23, DAY.minusHours(23), "1")
                .answers(24, DAY.multipliedBy(46), "1", "2")
                .answers(25, DAY.multipliedBy(46).minusHours(1), "1", "2");

        // Then
        assertThat(maxAge()).contains(Duration.ofHours(1));
    }

    @Test
    void secondChangeSoonAfterTheFirstLeavesWhatThatLeft() {
        // When
        answers(0, DAY, "1").answers(1, FIVE_MINUTES, "1", "2").answers(2, FIVE_MINUTES, "2");

        // Then
        assertThat(maxAge()).contains(DAY);
    }

    @Test
    void answersWithoutLifeAreFollowed() {
        // When
        answers(0, DAY, "1").answers(1, Duration.ZERO, "1").answers(30, Duration.ZERO, "1", "2");

        // Then
        assertThat(maxAge()).contains(Duration.ZERO);
    }

    @Test
    void tenantThatLeftTheWatchListIsForgotten() {
        // Given
        answers(0, DAY, "1").answers(1, FIVE_MINUTES, "1", "2");

        // When
        lives.changed(Tenants.watchList(TENANT), WatchList.EMPTY);

        // Then
        assertThat(maxAge()).contains(FIVE_MINUTES);
    }

    private Optional<Duration> maxAge() {
        return lives.maxAge(TENANT.id(), state);
    }

    private ServedLivesTest answers(int hours, Duration life, String... kids) {
        Instant at = MIDNIGHT.plus(Duration.ofHours(hours));
        FetchResult result = new FetchResult.Fetched(
                Optional.empty(),
                Optional.of(exchange(at, life)),
                Optional.empty(),
                Optional.of(Fetches.document(Arrays.stream(kids)
                        .map(kid -> SigningKeys.ec(kid).jwk())
                        .toArray(String[]::new))),
                Duration.ZERO);
        Transition transition = state.next(result, at, at);
        lives.polled(TENANT, result, transition);
        state = transition.after();
        return this;
    }

    private static Exchange exchange(Instant at, Duration life) {
        return new Exchange(
                Fetches.JWKS_URI,
                at,
                Duration.ZERO,
                200,
                1_000,
                "HTTP/1.1",
                Validators.NONE,
                new CacheDirectives(Optional.of(life), false, false, false, Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }
}
