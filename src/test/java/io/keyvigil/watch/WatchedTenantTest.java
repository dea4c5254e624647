package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchedTenantTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final WatchedTenant tenant = new WatchedTenant(Tenants.of("a"), TenantState.UNSEEN);

    @Test
    void firstRequestIsAdmitted() {
        assertThat(tenant.admitRequest(NOW)).isEmpty();
    }

    @Test
    void nextRequestWaitsForFiveSeconds() {
        // Given
        tenant.admitRequest(NOW);

        // When
        assertThat(tenant.admitRequest(NOW.plusSeconds(2))).contains(Duration.ofSeconds(3));
        assertThat(tenant.admitRequest(NOW.plusMillis(4_999))).contains(Duration.ofMillis(1));

        // Then
        assertThat(tenant.admitRequest(NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    void refusedRequestDoesNotMakeTheNextOneWaitLonger() {
        // Given
        tenant.admitRequest(NOW);
        tenant.admitRequest(NOW.plusSeconds(4));

        // When
        boolean admitted = tenant.admitRequest(NOW.plusSeconds(5)).isEmpty();

        // Then
        assertThat(admitted).isTrue();
    }

    @Test
    void onLoopbackOneSecondIsEnough() {
        // Given
        WatchedTenant local = new WatchedTenant(
                Tenants.ofJwksUri("a", "http://127.0.0.1:8081/jwks", Duration.ofSeconds(1)), TenantState.UNSEEN);
        local.admitRequest(NOW);

        // When
        boolean soon = local.admitRequest(NOW.plusMillis(999)).isEmpty();
        boolean later = local.admitRequest(NOW.plusSeconds(1)).isEmpty();

        // Then
        assertThat(soon).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void clockThatWasSetBackDoesNotRefuse() {
        // Given
        tenant.admitRequest(NOW);

        // When
        boolean admitted = tenant.admitRequest(NOW.minusSeconds(3_600)).isEmpty();

        // Then
        assertThat(admitted).isTrue();
    }

    @Test
    void scheduledPollIsQueuedOnce() {
        // When
        boolean first = tenant.enqueue();
        boolean second = tenant.enqueue();
        tenant.dequeue();
        boolean third = tenant.enqueue();

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(third).isTrue();
    }
}
