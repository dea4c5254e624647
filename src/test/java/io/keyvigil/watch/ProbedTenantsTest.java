package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbedTenantsTest {

    private static final Tenant TENANT = Tenants.of("a");

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final FakeProviderClient provider = new FakeProviderClient();
    private final FakeProviderClient publicOnly = new FakeProviderClient();
    private final ProbedTenants probed = new ProbedTenants(provider, publicOnly, clock);

    @Test
    void probePollsAndRemembers() {
        // Given
        probed.poll(TENANT);
        clock.advance(Duration.ofSeconds(5));

        // When
        WatchedTenant watched = probed.poll(TENANT);

        // Then
        assertThat(watched.state().tallies().outcomes().of(PollOutcome.CHANGED)).isEqualTo(1);
        assertThat(watched.state().tallies().outcomes().of(PollOutcome.UNCHANGED))
                .isEqualTo(1);
    }

    @Test
    void probeWithinFiveSecondsAsksNobody() {
        // Given
        probed.poll(TENANT);

        // When
        WatchedTenant watched = probed.poll(TENANT);

        // Then
        assertThat(provider.asked()).hasSize(1);
        assertThat(watched.state().health().up()).isTrue();
    }

    @Test
    void issuersThatShareAnIdAreNotMixedUp() {
        // Given
        Tenant dash = Tenant.ofIssuer(new TenantId("idp-example-a-b"), "https://idp.example/a-b");
        Tenant underscore = Tenant.ofIssuer(new TenantId("idp-example-a-b"), "https://idp.example/a_b");
        probed.poll(dash);

        // When
        WatchedTenant watched = probed.poll(underscore);

        // Then
        assertThat(watched.tenant().issuer()).contains("https://idp.example/a_b");
        assertThat(provider.asked()).hasSize(2);
    }

    @Test
    void secondProbeWaitsForThePollInFlight() {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        provider.during(() -> {
            asked.countDown();
            pass(answer);
        });
        CompletableFuture<WatchedTenant> first = CompletableFuture.supplyAsync(() -> probed.poll(TENANT));
        pass(asked);

        // When
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(
                () -> probed.poll(TENANT).state().health().up());
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        answer.countDown();

        // Then
        assertThat(second.join()).isTrue();
        assertThat(first.join().state().health().up()).isTrue();
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void onlyTheLatestThousandAreRemembered() {
        // Given
        probed.poll(TENANT);
        IntStream.range(0, 1_000).forEach(i -> probed.poll(Tenants.of("t" + i)));

        // When
        WatchedTenant again = probed.poll(TENANT);

        // Then
        assertThat(again.state().tallies().outcomes().total()).isEqualTo(1);
        assertThat(provider.asked()).hasSize(1_002);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
