package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyHistory.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedTenantTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Tenant EVERY_MINUTE =
            Tenants.ofJwksUri("a", "http://127.0.0.1:8081/jwks", Duration.ofMinutes(1));
    private static final TenantState POLLED =
            Polls.remembered(Polls.after(fetched(SigningKeys.ec("a").jwk())));
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final WatchedTenant tenant = new WatchedTenant(Tenants.of("a"), TenantState.UNSEEN);

    @Test
    void tenantIsWatchedWithoutGapWhileItsPollsAreMadeAndNotedInTime() {
        // Given
        WatchedTenant watched = new WatchedTenant(EVERY_MINUTE, new Kept(POLLED, 1));

        // When
        Optional<Instant> inTime = watched.watchedUntil(Polls.START.plusSeconds(119), TEN_SECONDS);
        Optional<Instant> late = watched.watchedUntil(Polls.START.plusSeconds(151), TEN_SECONDS);

        // Then
        assertThat(inTime).isEmpty();
        assertThat(late).contains(Polls.START);
    }

    @Test
    void stateThatLacksChangesIsWatchedUntilItsLastPollAndWithoutGapAfterTheNextOne() {
        // Given
        WatchedTenant watched = new WatchedTenant(EVERY_MINUTE, new Kept(POLLED, 1, true));
        Instant next = Polls.START.plusSeconds(5);
        assertThat(watched.watchedUntil(next, TEN_SECONDS)).contains(Polls.START);

        // When
        watched.swap(POLLED.next(same(200), next, next), true);

        // Then
        assertThat(watched.watchedUntil(next.plusSeconds(5), TEN_SECONDS)).isEmpty();
    }

    @Test
    void changeIsToldWhenItIsWrittenAndLaterPollsWithIt() {
        // Given
        WatchedTenant watched = new WatchedTenant(EVERY_MINUTE, new Kept(POLLED, 1));
        Transition change = POLLED.next(fetched(SigningKeys.ec("b").jwk()), NOW, NOW);
        watched.swap(change, true);
        watched.swap(change.after().next(same(200), NOW.plusSeconds(60), NOW.plusSeconds(60)), true);
        assertThat(watched.state()).isSameAs(POLLED);

        // When
        watched.tell(2);

        // Then
        assertThat(watched.state()).isSameAs(watched.latest()).isNotSameAs(POLLED);
        assertThat(watched.state().health().lastAttempt()).contains(NOW.plusSeconds(60));
    }

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
