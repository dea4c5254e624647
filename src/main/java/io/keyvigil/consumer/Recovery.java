package io.keyvigil.consumer;

import io.keyvigil.consumer.NewKey.Holding;
import io.keyvigil.consumer.UnknownKid.Reaction;
import java.time.Instant;
import java.util.Optional;

/**
 * How a consumer without a published key comes by it.
 *
 * @param atOnce a token of the key makes it fetch and passes
 * @param until the last moment at which it may lack the key, while fetches succeed; empty where none is known
 * @param assured whether it rejects such tokens whenever it fetched last
 */
record Recovery(boolean atOnce, Optional<Instant> until, boolean assured, String reason, String endedBy) {

    /** From a cache that lacks the kid: the token makes no difference but to those that fetch on unknown kids. */
    static Recovery ofUnknownKid(ForecastSubject subject, PublishedKey key) {
        return of(subject, subject.profile(), key, "a restart");
    }

    /**
     * From a cache that holds other material under the kid: the reaction to bad signatures is what counts, with the cooldown
     * of the reaction to unknown kids; and a cache by key keeps the old one for its life.
     */
    static Recovery ofKnownKid(ForecastSubject subject, PublishedKey key) {
        Profile profile = subject.profile();
        Reaction onUnknownKid = profile.unknownKid().reaction();
        Reaction reaction =
                switch (profile.badSignature().refetches()) {
                    case YES -> onUnknownKid.fetches() ? onUnknownKid : Reaction.REFETCH;
                    case NO -> Reaction.NONE;
                    case UNRECORDED -> Reaction.UNRECORDED;
                };
        return of(
                subject,
                profile.reacting(reaction),
                key,
                onUnknownKid.fetches() ? "a token with a kid that it does not hold, or a restart" : "a restart");
    }

    private static Recovery of(ForecastSubject subject, Profile profile, PublishedKey key, String lastResort) {
        NewKey expected = CacheExpectation.newKey(profile, key.publishedAt(), subject.maxAge(), key.publishedAt());
        boolean inBackground = profile.unknownKid().reaction() == Reaction.REFETCH_IN_BACKGROUND;
        boolean onDemand = expected.holding() == Holding.FETCHES_ON_DEMAND;
        return new Recovery(
                onDemand && !inBackground && expected.heldBy().isEmpty(),
                expected.heldBy(),
                expected.holding() == Holding.NEVER_BY_ITSELF || (onDemand && inBackground),
                expected.reason(),
                onDemand ? endOfDemand(inBackground) : expected.heldBy().isPresent() ? "its next fetch" : lastResort);
    }

    private static String endOfDemand(boolean inBackground) {
        return inBackground
                ? "the fetch that the first rejected token starts, or its timer"
                : "the fetch that the first token after its cooldown starts";
    }
}
