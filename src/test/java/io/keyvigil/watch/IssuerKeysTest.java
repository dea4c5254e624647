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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void slowFetchHoldsUpNobodyWhoseKeyIsKnown() throws Exception {
        // Given
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        HttpProviderClient client = new HttpProviderClient(clock, ForkJoinPool.commonPool(), "test");
        AtomicBoolean slow = new AtomicBoolean();
        IssuerKeys behindSlowProvider = new IssuerKeys(
                Tenant.ofIssuer(new TenantId("authority"), provider.issuer()),
                (tenant, known, round) -> {
                    if (slow.get()) {
                        asked.countDown();
                        awaitUninterrupted(answered);
                    }
                    return client.fetch(tenant, known, round);
                },
                clock);
        behindSlowProvider.of(Optional.of("first"));
        slow.set(true);
        clock.advance(Duration.ofMinutes(6));
        CompletableFuture<List<Jwk>> waiting =
                CompletableFuture.supplyAsync(() -> behindSlowProvider.of(Optional.of("next")));
        asked.await();
        // When
        List<Jwk> found = behindSlowProvider.of(Optional.of("first"));
        List<Jwk> madeUp = behindSlowProvider.of(Optional.of("made-up"));
        // Then
        assertThat(found).hasSize(1);
        assertThat(madeUp).isEmpty();
        assertThat(waiting).isNotDone();
        answered.countDown();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(provider.requests(FakeProvider.JWKS)).hasSize(2);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
