package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.metadata;
import static io.keyvigil.testing.Fetches.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollScheduleTest {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final String A = SigningKeys.ec("a").jwk();
    private static final Tenant TENANT = at("https://idp.example/jwks");

    @Test
    void tenantNeverTriedIsDueAtOnce() {
        // When
        List<WatchedTenant> due = PollSchedule.due(List.of(watched(TENANT, TenantState.UNSEEN)), Polls.START);

        // Then
        assertThat(due).hasSize(1);
    }

    @Test
    void rememberedTenantIsDueAtOnceInANewProcess() {
        // Given
        TenantState remembered = Polls.remembered(Polls.after(fetched(A), same(200)));

        // When
        List<WatchedTenant> due = PollSchedule.due(List.of(watched(TENANT, remembered)), Polls.START);

        // Then
        assertThat(due).hasSize(1);
    }

    @Test
    void pollAfterASuccessComesALittleEarly() {
        // Given
        TenantState state = Polls.after(fetched(A), same(200));

        // When
        Duration wait = wait(TENANT, state);

        // Then
        assertThat(wait)
                .isBetween(
                        EVERY.multipliedBy(90).dividedBy(100),
                        EVERY.multipliedBy(98).dividedBy(100));
    }

    @Test
    void secondPollsAreSpread() {
        // Given
        TenantState state = Polls.after(fetched(A));

        // When
        LongStream waits = IntStream.range(0, 200)
                .mapToLong(i -> wait(at("https://idp.example/" + i), state).toSeconds());

        // Then
        long[] sorted = waits.sorted().toArray();
        assertThat(sorted[0]).as("earliest").isBetween(300L, 315L);
        assertThat(sorted[199]).as("latest").isBetween(570L, 588L);
        assertThat(Arrays.stream(sorted).distinct().count()).isGreaterThan(100);
    }

    @Test
    void jitterDependsOnTheAddressOnly() {
        // Given
        TenantState state = Polls.after(fetched(A), same(200));

        // When
        Duration first = wait(at("https://idp.example/jwks"), state);
        Duration again = wait(Tenants.ofJwksUri("other-id", "https://idp.example/jwks", EVERY), state);
        Duration elsewhere = wait(at("https://idp.example/other"), state);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 8", "40, 8"})
    void failuresInARowBackOff(int failures, int times) {
        // Given
        TenantState state = afterSuccesses(2, failures, failed(FetchFailure.DNS));

        // When
        Duration wait = wait(TENANT, state);

        // Then
        Duration whole = EVERY.multipliedBy(times);
        assertThat(wait).isBetween(whole.multipliedBy(90).dividedBy(100), whole);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "40, 60"})
    void pollsAreRepeatedWithinSecondsBeforeTheFirstSuccess(int failures, int seconds) {
        // Given
        TenantState state = afterSuccesses(0, failures, failed(FetchFailure.DNS));

        // When
        Duration wait = wait(TENANT, state);

        // Then
        Duration whole = Duration.ofSeconds(seconds);
        assertThat(wait).isBetween(whole.dividedBy(2), whole);
    }

    @Test
    void shorterIntervalIsKeptBeforeTheFirstSuccess() {
        // Given
        Duration every = Duration.ofSeconds(1);
        TenantState state = afterSuccesses(0, 40, failed(FetchFailure.DNS));

        // When
        Duration wait = wait(Tenants.ofJwksUri("a", "http://127.0.0.1/jwks", every), state);

        // Then
        assertThat(wait).isLessThanOrEqualTo(every.multipliedBy(8));
    }

    @Test
    void retryAfterDelaysThePoll() {
        // Given
        TenantState state = afterSuccesses(2, 1, failed(FetchFailure.STATUS, Duration.ofHours(3)));

        // When
        Duration wait = wait(TENANT, state);

        // Then
        assertThat(wait).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void shortRetryAfterDoesNotHastenThePoll() {
        // Given
        TenantState state = afterSuccesses(2, 1, failed(FetchFailure.STATUS, Duration.ofSeconds(1)));

        // When
        Duration wait = wait(TENANT, state);

        // Then
        assertThat(wait).isGreaterThan(EVERY.multipliedBy(89).dividedBy(100));
    }

    @Test
    void dueIncludesItsMoment() {
        // Given
        TenantState state = Polls.after(fetched(A), same(200));
        Instant dueAt = PollSchedule.dueAt(TENANT, state);
        List<WatchedTenant> tenants = List.of(watched(TENANT, state));

        // When
        List<WatchedTenant> before = PollSchedule.due(tenants, dueAt.minusNanos(1));
        List<WatchedTenant> then = PollSchedule.due(tenants, dueAt);

        // Then
        assertThat(before).isEmpty();
        assertThat(then).hasSize(1);
    }

    @Test
    void skippedTicksLoseNoPoll() {
        // Given
        TenantState state = Polls.after(fetched(A), same(200));

        // When
        List<WatchedTenant> due =
                PollSchedule.due(List.of(watched(TENANT, state)), Polls.START.plus(Duration.ofDays(3)));

        // Then
        assertThat(due).hasSize(1);
    }

    @Test
    void clockThatWasSetBackDoesNotBlind() {
        // Given
        TenantState state = Polls.after(fetched(A), same(200));

        // When
        List<WatchedTenant> due =
                PollSchedule.due(List.of(watched(TENANT, state)), Polls.START.minus(Duration.ofDays(1)));

        // Then
        assertThat(due).hasSize(1);
    }

    @Test
    void tenantsOfOneAddressComeInStep() {
        // Given
        WatchedTenant due = watched(TENANT, Polls.after(fetched(A), same(200)));
        Polls later = new Polls();
        later.pollAt(Polls.START.plus(Duration.ofMinutes(3)), fetched(A));
        later.pollAt(Polls.START.plus(Duration.ofMinutes(4)), same(200));
        WatchedTenant nearlyDue = watched(Tenants.ofJwksUri("b", "https://idp.example/jwks", EVERY), later.state());
        WatchedTenant elsewhere = watched(at("https://idp.example/else"), later.state());

        // When
        List<WatchedTenant> round =
                PollSchedule.due(List.of(due, nearlyDue, elsewhere), PollSchedule.dueAt(due.tenant(), due.state()));

        // Then
        assertThat(round).containsExactly(due, nearlyDue);
    }

    @Test
    void tenantOfTheSameAddressThatWasJustPolledIsLeftInPeace() {
        // Given
        WatchedTenant due = watched(TENANT, Polls.after(fetched(A), same(200)));
        Instant now = PollSchedule.dueAt(due.tenant(), due.state());
        Polls fresh = new Polls();
        fresh.pollAt(now.minusSeconds(60), fetched(A));
        fresh.pollAt(now.minusSeconds(30), same(200));
        WatchedTenant polled = watched(Tenants.ofJwksUri("b", "https://idp.example/jwks", EVERY), fresh.state());

        // When
        List<WatchedTenant> round = PollSchedule.due(List.of(due, polled), now);

        // Then
        assertThat(round).containsExactly(due);
    }

    @Test
    void failingTenantOfTheSameAddressKeepsItsBackOff() {
        // Given
        WatchedTenant due = watched(TENANT, Polls.after(fetched(A), same(200)));
        Instant now = PollSchedule.dueAt(due.tenant(), due.state());
        WatchedTenant failing = watched(
                Tenants.ofJwksUri("b", "https://idp.example/jwks", EVERY),
                Polls.after(fetched(A), same(200), same(200), failed(FetchFailure.STATUS)));

        // When
        List<WatchedTenant> round = PollSchedule.due(List.of(due, failing), now);

        // Then
        assertThat(round).containsExactly(due);
    }

    @Test
    void discoveredAddressIsSharedToo() {
        // Given
        FetchResult discovered = fetched(metadata("https://idp.example", "https://idp.example/jwks"), A);
        WatchedTenant due = watched(TENANT, Polls.after(fetched(A), same(200)));
        WatchedTenant other = watched(
                Tenants.of("b", new KeySource.Discovery("https://idp.example/d"), Duration.ofMinutes(12)),
                Polls.after(discovered, same(200)));

        // When
        List<WatchedTenant> round =
                PollSchedule.due(List.of(due, other), PollSchedule.dueAt(due.tenant(), due.state()));

        // Then
        assertThat(round).containsExactly(due, other);
    }

    @Test
    void pollsComeFasterAroundAnExpectedRotation() {
        // Given
        TenantState quiet = polledAgainOn(CadenceTest.rotatedOnDays(30, 60, 90), 100);
        TenantState expecting = polledAgainOn(CadenceTest.rotatedOnDays(30, 60, 90), 120);

        // When
        Duration usual = wait(TENANT, quiet);
        Duration faster = wait(TENANT, expecting);

        // Then
        assertThat(faster).isEqualTo(usual.dividedBy(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT20S", "PT30S", "PT10S", "PT1S"})
    void floorHoldsAroundAnExpectedRotation(Duration every) {
        // Given
        TenantState expecting = polledAgainOn(CadenceTest.rotatedOnDays(30, 60, 90), 120);
        Tenant tenant = Tenants.ofJwksUri("a", "https://idp.example/jwks", every);

        // When
        Duration wait = wait(tenant, expecting);

        // Then
        Duration floor = every.compareTo(Duration.ofSeconds(10)) > 0
                ? Duration.ofSeconds(10)
                : every.multipliedBy(90).dividedBy(100);
        assertThat(wait).isBetween(floor, every);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com/common/discovery/v2.0/keys",
                "https://login.microsoftonline.us/t/discovery/v2.0/keys",
                "https://login.partner.microsoftonline.cn/t/keys",
                "https://sts.windows.net/t/keys"
            })
    void microsoftIsNeverAskedMoreOftenThanEveryFiveMinutes(String uri) {
        // Given
        TenantState expecting = polledAgainOn(CadenceTest.rotatedOnDays(30, 60, 90), 120);

        // When
        Duration wait = wait(at(uri), expecting);

        // Then
        assertThat(wait).isBetween(Duration.ofMinutes(5), EVERY);
    }

    @Test
    void jitterDoesNotBreakMicrosoftsRuleFarFromRotations() {
        // Given
        Tenant tenant = Tenants.ofJwksUri(
                "a", "https://login.microsoftonline.com/common/discovery/v2.0/keys", Duration.ofMinutes(5));

        // When
        Duration wait = wait(tenant, Polls.after(fetched(A), same(200)));

        // Then
        assertThat(wait).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void microsoftsNameInAnotherHostsPathIsNotMicrosoft() {
        // Given
        TenantState expecting = polledAgainOn(CadenceTest.rotatedOnDays(30, 60, 90), 120);

        // When
        Duration wait = wait(at("https://idp.example/login.microsoftonline.com/keys"), expecting);

        // Then
        assertThat(wait).isLessThan(Duration.ofMinutes(5));
    }

    private static Tenant at(String jwksUri) {
        return Tenants.ofJwksUri("a", jwksUri, EVERY);
    }

    private static WatchedTenant watched(Tenant tenant, TenantState state) {
        return new WatchedTenant(tenant, state);
    }

    /** From the last attempt to the next poll. */
    private static Duration wait(Tenant tenant, TenantState state) {
        return Duration.between(state.health().lastAttempt().orElseThrow(), PollSchedule.dueAt(tenant, state));
    }

    private static TenantState afterSuccesses(int successes, int failures, FetchResult failure) {
        FetchResult[] results = new FetchResult[successes + failures];
        Arrays.fill(results, 0, successes, fetched(A));
        Arrays.fill(results, successes, results.length, failure);
        return Polls.after(results);
    }

    private static TenantState polledAgainOn(TenantState state, int day) {
        return state.next(same(200), CadenceTest.day(day), CadenceTest.day(day)).after();
    }
}
