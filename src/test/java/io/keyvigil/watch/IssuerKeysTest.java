package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.HttpProviderClient;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private final MutableClock clock = MutableClock.at("2026-11-22T00:00:00Z");
    private final FakeProvider provider = FakeProvider.start();
    private final IssuerKeys keys = new IssuerKeys(
            Tenant.ofIssuer(new TenantId("authority"), provider.issuer()),
            new HttpProviderClient(clock, ForkJoinPool.commonPool(), "test"),
            clock);

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Test
    void knownKeyIsFetchedOnce() {
        // Given
        keys.of(Optional.of("first"));
        // When
        List<Jwk> found = keys.of(Optional.of("first"));
        // Then
        assertThat(found).hasSize(1);
        assertThat(provider.requests(FakeProvider.JWKS)).hasSize(1);
    }

    @Test
    void unknownKidFetchesAtOnce() {
        // Given
        keys.of(Optional.of("first"));
        provider.publish(SigningKeys.ec("first"), SigningKeys.ec("next"));
        clock.advance(Duration.ofSeconds(10));
        // When
        List<Jwk> found = keys.of(Optional.of("next"));
        // Then
        assertThat(found).hasSize(1);
    }

    @Test
    void strangersWithUnknownKidsDoNotHammerTheIssuer() {
        // Given
        keys.of(Optional.of("first"));
        // When
        for (int i = 0; i < 100; i++) {
            keys.of(Optional.of("made-up-" + i));
        }
        // Then
        assertThat(provider.requests(FakeProvider.JWKS)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void withdrawnKeyIsGoodNoMoreAfterFiveMinutes() {
        // Given
        keys.of(Optional.of("first"));
        provider.publish(SigningKeys.ec("next"));
        clock.advance(Duration.ofMinutes(5));
        // When
        List<Jwk> found = keys.of(Optional.of("first"));
        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void issuerOutOfReachKeepsItsKeys() {
        // Given
        keys.of(Optional.of("first"));
        provider.close();
        clock.advance(Duration.ofHours(1));
        // When
        List<Jwk> found = keys.of(Optional.of("first"));
        // Then
        assertThat(found).hasSize(1);
        assertThat(keys.missing()).isEmpty();
    }

    @Test
    void issuerThatWasNeverReachedSaysWhy() {
        // Given
        provider.close();
        keys.of(Optional.of("first"));
        // When
        Optional<PollFailure> missing = keys.missing();
        // Then
        assertThat(missing).isPresent();
    }
}
