package io.keyvigil.risk;

import io.keyvigil.consumer.ConsumerAtTenant;
import io.keyvigil.consumer.KeyTimeline;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchListProblem;
import io.keyvigil.watch.RotationForecast;
import io.keyvigil.watch.UnpublishedSigning;
import io.keyvigil.watch.WatchedTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assembles the input of an assessment. */
final class SubjectAssembler {

    private static final int INTERVALS_TOLERATED = 2;

    private final AssessmentSources surroundings;
    private final Instant startedAt;

    /** @param startedAt the earliest time of a poll */
    SubjectAssembler(AssessmentSources surroundings, Instant startedAt) {
        this.surroundings = surroundings;
        this.startedAt = startedAt;
    }

    ClockDrift drift() {
        return surroundings.clock().drift();
    }

    TenantSubject subject(WatchedTenant watched, ClockDrift drift, Instant now) {
        ProviderSituation situation = surroundings.forecasts().situation(watched, drift.known(), now);
        List<ConsumerAtTenant> parties = surroundings.forecasts().parties(situation, consumers(situation.tenant()));
        return new TenantSubject(
                situation,
                new KeyTimeline(situation),
                parties,
                RotationForecast.of(situation.state(), now),
                drift,
                leeway(situation.tenant()),
                surroundings.grace(),
                watched.unpublished().filter(UnpublishedSigning::proven));
    }

    /** The smallest among its consumers. */
    Duration leeway(Tenant tenant) {
        return SmallestLeeway.of(tenant, consumers(tenant), surroundings.forecasts()::profile);
    }

    private List<Consumer> consumers(Tenant tenant) {
        List<Consumer> consumers = new ArrayList<>(tenant.consumers().size());
        for (ConsumerId id : tenant.consumers()) {
            Consumer consumer = surroundings.watch().watchList().consumers().get(id);
            if (consumer != null) {
                consumers.add(consumer);
            }
        }
        return consumers;
    }

    /** @param leeway the smallest among all tenants */
    InstanceSubject instance(Duration leeway, Instant now) {
        long late = surroundings.watch().overdue(now).stream()
                .filter(watched -> isLate(watched, now))
                .count();
        return new InstanceSubject(
                drift(),
                leeway,
                refused(),
                surroundings.keeper().failure(),
                late,
                surroundings.watch().tenants().size());
    }

    /** One interval passes before the poll is due. A back-off is not a delay. */
    private boolean isLate(WatchedTenant watched, Instant now) {
        Instant due = watched.dueAt().isBefore(startedAt) ? startedAt : watched.dueAt();
        return now.isAfter(due.plus(watched.tenant().pollEvery().multipliedBy(INTERVALS_TOLERATED)));
    }

    private Optional<String> refused() {
        List<WatchListProblem> problems = surroundings.source().problems();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(problems.size() + " problem(s), the first: " + problems.get(0));
    }
}
