package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class PollAgendaTest {

    private static final String A = SigningKeys.ec("a").jwk();
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Map<TenantId, WatchedTenant> tenants = new TreeMap<>();
    private final PollAgenda agenda = new PollAgenda(tenants);
    private Instant now = Polls.START;

    @Test
    void tenantNeverTriedIsNamedAtOnce() {
        // Given
        WatchedTenant tenant = watch(Tenants.of("new"));

        // Then
        assertThat(agenda.candidates(now)).containsExactly(tenant);
    }

    @Test
    void tenantIsNamedAgainOnlyWhenDueAgain() {
        // Given
        WatchedTenant tenant = watch(Tenants.ofJwksUri("a", "https://idp.example/jwks", EVERY));
        tick();

        // When
        now = tenant.dueAt().minusMillis(1);
        boolean early = agenda.candidates(now).isEmpty();
        now = tenant.dueAt();
        boolean due = agenda.candidates(now).contains(tenant);

        // Then
        assertThat(early).isTrue();
        assertThat(due).isTrue();
    }

    @Test
    void tenantThatIsWatchedNoMoreIsNotNamed() {
        // Given
        WatchedTenant tenant = watch(Tenants.of("gone"));
        tenants.clear();
        agenda.forget(tenant);

        // Then
        assertThat(agenda.candidates(now)).isEmpty();
    }

    @Test
    void allAreNamedAfterTheClockWasSetBack() {
        // Given
        WatchedTenant tenant = watch(Tenants.ofJwksUri("a", "https://idp.example/jwks", EVERY));
        tick();

        // When
        now = now.minusSeconds(3_600);

        // Then
        assertThat(agenda.candidates(now)).containsExactly(tenant);
    }

    @Test
    void tenantWhosePollIsInFlightIsOverdueUntilItEnds() {
        // Given
        WatchedTenant tenant = watch(Tenants.ofJwksUri("a", "https://idp.example/jwks", EVERY));
        tick();
        now = tenant.dueAt().plusSeconds(1);
        PollSchedule.due(agenda.candidates(now), now);

        // When
        Collection<WatchedTenant> inFlight = agenda.overdue(now);
        tenant.swap(tenant.state().next(fetched(A), now, now), true);
        agenda.put(tenant);

        // Then
        assertThat(inFlight).containsExactly(tenant);
        assertThat(agenda.overdue(now)).isEmpty();
    }

    @Test
    void tenantWithoutPollInFlightIsOverdueToo() {
        // Given
        WatchedTenant tenant = watch(Tenants.ofJwksUri("a", "https://idp.example/jwks", EVERY));
        tick();

        // Then
        assertThat(agenda.overdue(tenant.dueAt())).isEmpty();
        assertThat(agenda.overdue(tenant.dueAt().plusMillis(1))).containsExactly(tenant);
    }

    @Test
    void tenantThatIsWatchedNoMoreIsNotOverdue() {
        // Given
        WatchedTenant waiting = watch(Tenants.of("waiting"));
        agenda.candidates(now);
        WatchedTenant planned = watch(Tenants.of("planned"));

        // When
        tenants.clear();
        agenda.forget(waiting);
        agenda.forget(planned);

        // Then
        assertThat(agenda.overdue(now)).isEmpty();
    }

    @Property(tries = 200)
    void whoIsOverdueIsFoundAsByALookAtAll(@ForAll("steps") List<Integer> steps) {
        // Given
        for (int i = 0; i < 6; i++) {
            watch(Tenants.ofJwksUri("own-" + i, "https://idp.example/" + i, EVERY.plusSeconds(7L * i)));
            watch(Tenants.ofJwksUri("shared-" + i, "https://idp.example/shared", EVERY.plusSeconds(20L * i)));
        }
        Set<WatchedTenant> inFlight = new LinkedHashSet<>();

        // When
        for (int seconds : steps) {
            now = now.plusSeconds(seconds);
            Set<WatchedTenant> ending = new LinkedHashSet<>(inFlight);
            inFlight.clear();
            ending.forEach(this::poll);
            inFlight.addAll(PollSchedule.due(agenda.candidates(now), now));

            // Then
            assertThat(agenda.overdue(now))
                    .containsExactlyInAnyOrderElementsOf(tenants.values().stream()
                            .filter(tenant -> tenant.dueAt().isBefore(now))
                            .toList());
        }
    }

    @Property(tries = 200)
    void whoIsDueByTheScheduleIsAlwaysNamed(@ForAll("steps") List<Integer> steps) {
        // Given
        for (int i = 0; i < 6; i++) {
            watch(Tenants.ofJwksUri("own-" + i, "https://idp.example/" + i, EVERY.plusSeconds(7L * i)));
            watch(Tenants.ofJwksUri("shared-" + i, "https://idp.example/shared", EVERY.plusSeconds(20L * i)));
        }

        // When
        for (int seconds : steps) {
            now = now.plusSeconds(seconds);

            // Then
            List<WatchedTenant> due = PollSchedule.due(tenants.values(), now);
            assertThat(tick()).containsExactlyInAnyOrderElementsOf(due);
        }
    }

    /** Mostly forward by seconds, now and then by an hour, or back. */
    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.integers().between(1, 30)),
                        Tuple.of(1, Arbitraries.of(-7_200, -90, -2, 3_600)))
                .list()
                .ofMaxSize(60);
    }

    private WatchedTenant watch(Tenant tenant) {
        WatchedTenant watched = new WatchedTenant(tenant, TenantState.UNSEEN);
        Optional.ofNullable(tenants.put(tenant.id(), watched)).ifPresent(agenda::forget);
        agenda.put(watched);
        return watched;
    }

    /** Polls who is due among those named: every third second fails. */
    private List<WatchedTenant> tick() {
        List<WatchedTenant> due = PollSchedule.due(agenda.candidates(now), now);
        due.forEach(this::poll);
        return due;
    }

    private void poll(WatchedTenant tenant) {
        boolean fails = now.getEpochSecond() % 3 == 0 && tenant.state().polledHere();
        Transition next = tenant.state().next(fails ? failed(FetchFailure.TIMEOUT) : fetched(A), now, now);
        tenant.swap(next, true);
        agenda.put(tenant);
    }
}
