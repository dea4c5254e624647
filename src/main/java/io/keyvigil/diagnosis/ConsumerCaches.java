package io.keyvigil.diagnosis;

import io.keyvigil.consumer.CacheExpectation;
import io.keyvigil.consumer.NewKey;
import io.keyvigil.consumer.Profile;
import io.keyvigil.consumer.Profiles;
import io.keyvigil.consumer.WithdrawnKey;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the consumers of a tenant must be expected to hold of its keys, from their profiles. */
final class ConsumerCaches {

    private static final int MOST_CONSUMERS = 32;

    private final Profiles profiles;

    ConsumerCaches(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The consumer that the request names, else those of the tenant, at most 32. */
    static List<Consumer> consumers(DiagnosisRequest request, Optional<Subject> subject, WatchList watchList) {
        if (request.consumer().isPresent()) {
            return Optional.ofNullable(
                            watchList.consumers().get(request.consumer().get()))
                    .stream()
                    .toList();
        }
        return subject.map(Subject::tenant).map(Tenant::consumers).orElse(List.of()).stream()
                .map(watchList.consumers()::get)
                .filter(Objects::nonNull)
                .limit(MOST_CONSUMERS)
                .toList();
    }

    Optional<Profile> profile(Consumer consumer) {
        return profiles.effective(consumer);
    }

    /** The leeway that the consumer is set to, or that its profile has. */
    Optional<Duration> leeway(Consumer consumer) {
        return consumer.leeway().or(() -> profile(consumer).flatMap(CacheExpectation::leeway));
    }

    /** Whether the consumer holds a published key at that moment; empty where its profile does not say. */
    Optional<NewKey> holding(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        return profile(consumer)
                .map(profile -> CacheExpectation.newKey(
                        profile, key.firstSeen(), subject.state().maxAge(), at));
    }

    /** Whether the consumer may still trust a withdrawn key at that moment. */
    Optional<WithdrawnKey> trust(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        return key.withdrawal().flatMap(withdrawal -> profile(consumer)
                .map(profile -> CacheExpectation.withdrawnKey(
                        profile, withdrawal.at(), subject.state().maxAge(), at)));
    }
}
