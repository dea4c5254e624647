package io.keyvigil.diagnosis;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.consumer.CacheExpectation;
import io.keyvigil.consumer.ConsumerAtTenant;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.consumer.WithdrawnKey;
import io.keyvigil.profile.Profile;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The keys of a tenant in its consumers' caches, as observed, or as expected by their profiles. */
final class ConsumerCaches {

    private static final int MOST_CONSUMERS = 32;

    private final Forecasts forecasts;

    ConsumerCaches(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** The consumer that the request names, otherwise those of the tenant, at most 32. */
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
        return forecasts.profile(consumer);
    }

    /** The leeway of the consumer, otherwise of its profile. */
    Optional<Duration> leeway(Consumer consumer) {
        return consumer.leeway().or(() -> profile(consumer).flatMap(CacheExpectation::leeway));
    }

    /**
     * Returns why the consumer may lack a published key at that time, by its forecast; empty if there is no reason.
     * The fact that the key may not sign yet is ignored, because a token exists.
     */
    Optional<MissingKeyVerdict> lacking(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        Optional<ObservedCache> seen = forecasts
                .observed(consumer, subject.tenant().id())
                .filter(cache -> !cache.at().isAfter(at) || !cache.holds(key.identity()));
        ConsumerAtTenant party = forecasts.party(situation(subject, at), consumer, seen);
        Optional<Exposure> lack = party.forecast().exposures().stream()
                .filter(exposure -> exposure.cause() == ExposureCause.MISSING_NEW_KEY
                        || exposure.cause() == ExposureCause.MATERIAL_REPLACED)
                .filter(exposure ->
                        exposure.key().filter(key.identity()::equals).isPresent())
                .findFirst();
        boolean unseen =
                subject.state().watchedSince().filter(key.firstSeen()::isAfter).isPresent()
                        && at.isBefore(key.firstSeen());
        return lack.map(exposure -> MissingKeyVerdict.of(exposure, party.profile()))
                .or(() ->
                        unseen ? Optional.of(MissingKeyVerdict.beforePublication(key.firstSeen())) : Optional.empty());
    }

    /** Returns why the consumer may have no key at all at that time: it cannot fetch, and its cached keys expire. */
    Optional<MissingKeyVerdict> cutOff(Consumer consumer, Subject subject, Instant at) {
        return forecasts.forecast(situation(subject, at), consumer).exposures().stream()
                .filter(exposure -> exposure.cause() == ExposureCause.PROVIDER_UNREACHABLE && exposure.covers(at))
                .findFirst()
                .map(MissingKeyVerdict::ofAllKeys);
    }

    private ProviderSituation situation(Subject subject, Instant at) {
        return forecasts.situation(subject.tenant(), subject.state(), at);
    }

    /** Returns whether the consumer may still trust a withdrawn key at that time. */
    Optional<WithdrawnKey> trust(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        return key.withdrawal().flatMap(withdrawal -> {
            Optional<WithdrawnKey> modelled = profile(consumer)
                    .map(profile -> CacheExpectation.withdrawnKey(
                            profile, withdrawal.at(), situation(subject, at).maxAge(), at));
            return seen(consumer, subject, withdrawal.at())
                    .flatMap(cache -> seenTrusting(cache, key, modelled, at))
                    .or(() -> modelled);
        });
    }

    /** Decides by observation: a key observed as removed does not return, and a key observed in the cache was there before. */
    private static Optional<WithdrawnKey> seenTrusting(
            ObservedCache cache, ObservedKey key, Optional<WithdrawnKey> modelled, Instant at) {
        if (!cache.holds(key.identity())) {
            return cache.at().isAfter(at)
                    ? Optional.empty()
                    : Optional.of(new WithdrawnKey(
                            false,
                            Optional.of(cache.at()),
                            "the key was not in its cache any more at " + Wording.of(cache.at())));
        }
        Optional<Instant> until = modelled.flatMap(WithdrawnKey::until).filter(cache.at()::isBefore);
        boolean over = until.filter(at::isAfter).isPresent();
        return Optional.of(new WithdrawnKey(
                !over, until, "the key was in its cache at " + Wording.of(cache.at()) + ", after it was withdrawn"));
    }

    private Optional<ObservedCache> seen(Consumer consumer, Subject subject, Instant since) {
        return forecasts.observed(consumer, subject.tenant().id()).filter(cache -> !cache.at()
                .isBefore(since));
    }
}
