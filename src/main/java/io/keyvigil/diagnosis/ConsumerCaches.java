package io.keyvigil.diagnosis;

import io.keyvigil.consumer.CacheExpectation;
import io.keyvigil.consumer.NewKey;
import io.keyvigil.consumer.ObservedCache;
import io.keyvigil.consumer.ObservedCaches;
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

/** What the consumers of a tenant hold of its keys, where that was seen, and else must be expected to, from their profiles. */
final class ConsumerCaches {

    private static final int MOST_CONSUMERS = 32;

    private final Profiles profiles;
    private final ObservedCaches observed;

    ConsumerCaches(Profiles profiles, ObservedCaches observed) {
        this.profiles = profiles;
        this.observed = observed;
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

    /**
     * Why the consumer may lack a published key at that moment; empty where nothing speaks for that. Of a key that was there
     * at the first sight nobody can say that it had not come yet, but it can be seen to be missing.
     */
    Optional<NewKey> lacking(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        boolean arrivalSeen =
                subject.state().watchedSince().filter(key.firstSeen()::isAfter).isPresent();
        Optional<NewKey> modelled = profile(consumer)
                .map(profile -> CacheExpectation.newKey(
                        profile, key.firstSeen(), subject.state().maxAge(), at));
        Optional<ObservedCache> seen = seen(consumer, subject, key.firstSeen());
        if (seen.filter(cache -> isHeld(cache, key, at)).isPresent()) {
            return Optional.empty();
        }
        return seen.filter(cache -> !cache.holds(key.identity()))
                .filter(cache -> !isOvertaken(cache, modelled, at))
                .map(cache -> seenLacking(cache, modelled))
                .or(() -> modelled.filter(known -> arrivalSeen && mayLack(known)));
    }

    private static boolean isHeld(ObservedCache cache, ObservedKey key, Instant at) {
        return cache.holds(key.identity()) && !cache.at().isAfter(at);
    }

    /** Whether by the profile it has fetched since then, or will with this very token. */
    private static boolean isOvertaken(ObservedCache cache, Optional<NewKey> modelled, Instant at) {
        return cache.at().isBefore(at)
                && modelled.filter(known -> known.holding() == NewKey.Holding.FETCHES_ON_DEMAND
                                || known.holding() == NewKey.Holding.HELD
                                        && known.heldBy()
                                                .filter(cache.at()::isBefore)
                                                .isPresent())
                        .isPresent();
    }

    private static NewKey seenLacking(ObservedCache cache, Optional<NewKey> modelled) {
        boolean neverByItself = modelled.filter(known -> known.holding() == NewKey.Holding.NEVER_BY_ITSELF)
                .isPresent();
        return new NewKey(
                neverByItself ? NewKey.Holding.NEVER_BY_ITSELF : NewKey.Holding.MAY_NOT_HOLD,
                modelled.flatMap(NewKey::heldBy).filter(cache.at()::isBefore),
                "the key was not in its cache at " + cache.at());
    }

    private static boolean mayLack(NewKey holding) {
        return switch (holding.holding()) {
            case MAY_NOT_HOLD, NEVER_BY_ITSELF -> true;
            case FETCHES_ON_DEMAND -> holding.heldBy().isPresent();
            case HELD, UNKNOWN -> false;
        };
    }

    /** Whether the consumer may still trust a withdrawn key at that moment. */
    Optional<WithdrawnKey> trust(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        return key.withdrawal().flatMap(withdrawal -> {
            Optional<WithdrawnKey> modelled = profile(consumer)
                    .map(profile -> CacheExpectation.withdrawnKey(
                            profile, withdrawal.at(), subject.state().maxAge(), at));
            return seen(consumer, subject, withdrawal.at())
                    .flatMap(cache -> seenTrusting(cache, key, modelled, at))
                    .or(() -> modelled);
        });
    }

    /** A key that was seen to be dropped does not come back; one that was seen to be held was held before. */
    private static Optional<WithdrawnKey> seenTrusting(
            ObservedCache cache, ObservedKey key, Optional<WithdrawnKey> modelled, Instant at) {
        if (!cache.holds(key.identity())) {
            return cache.at().isAfter(at)
                    ? Optional.empty()
                    : Optional.of(new WithdrawnKey(
                            false, Optional.of(cache.at()), "the key was not in its cache any more at " + cache.at()));
        }
        Optional<Instant> until = modelled.flatMap(WithdrawnKey::until).filter(cache.at()::isBefore);
        boolean over = until.filter(at::isAfter).isPresent();
        return Optional.of(new WithdrawnKey(
                !over, until, "the key was in its cache at " + cache.at() + ", after it was withdrawn"));
    }

    private Optional<ObservedCache> seen(Consumer consumer, Subject subject, Instant since) {
        return observed.of(consumer.id(), subject.tenant().id())
                .filter(cache -> !cache.at().isBefore(since));
    }
}
