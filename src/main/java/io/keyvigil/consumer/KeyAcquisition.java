package io.keyvigil.consumer;

import io.keyvigil.consumer.CacheExpectation.Expected;
import io.keyvigil.consumer.NewKey.Holding;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.UnknownKid.Reaction;
import java.time.Instant;
import java.util.Optional;

/**
 * How a consumer acquires a missing published key while its fetches succeed.
 *
 * @param profile its reaction to a token of the key
 * @param expected its expected cache at the time of publication
 * @param renewed when its timer has fetched the key; empty without a timer
 * @param lastResort the measure if nothing else helps
 */
record KeyAcquisition(
        Profile profile, PublishedKey key, Expected expected, Optional<Instant> renewed, String lastResort) {

    /** From a cache that lacks the kid. */
    static KeyAcquisition ofUnknownKid(ForecastSubject subject, PublishedKey key) {
        return of(subject, subject.profile(), key, "a restart");
    }

    /**
     * From a cache that holds other material under the kid: the reaction to bad signatures is what counts, with the cooldown
     * of the reaction to unknown kids; and a cache by key keeps the old one for its life.
     */
    static KeyAcquisition ofKnownKid(ForecastSubject subject, PublishedKey key) {
        boolean fetches = subject.profile().unknownKid().reaction().fetches();
        String lastResort = fetches ? "a token with a kid that it does not hold, or a restart" : "a restart";
        return of(subject, onKnownKid(subject.profile()), key, lastResort);
    }

    /** With the reaction to a token that fails under a kid that it holds as the one to unknown kids. */
    static Profile onKnownKid(Profile profile) {
        Reaction onUnknownKid = profile.unknownKid().reaction();
        return profile.reacting(
                switch (profile.badSignature().refetches()) {
                    case YES -> onUnknownKid.fetches() ? onUnknownKid : Reaction.REFETCH;
                    case NO -> Reaction.NONE;
                    case UNRECORDED -> onUnknownKid == Reaction.NONE ? Reaction.NONE : Reaction.UNRECORDED;
                });
    }

    private static KeyAcquisition of(ForecastSubject subject, Profile profile, PublishedKey key, String lastResort) {
        Instant publishedAt = key.publishedAt();
        return new KeyAcquisition(
                profile,
                key,
                CacheExpectation.expected(profile, publishedAt, subject.maxAge(), publishedAt),
                CacheExpectation.renewed(profile.refresh(), publishedAt, subject.maxAge()),
                lastResort);
    }

    /** The last time at which it may lack the key; empty if unknown. */
    Optional<Instant> until() {
        return expected.heldBy();
    }

    boolean onDemand() {
        return expected.holding() == Holding.FETCHES_ON_DEMAND;
    }

    private boolean inBackground() {
        return profile.unknownKid().reaction() == Reaction.REFETCH_IN_BACKGROUND;
    }

    /** Whether a token of the key makes it fetch and passes. */
    boolean atOnce() {
        return onDemand() && !inBackground() && until().isEmpty();
    }

    boolean neverByItself() {
        return expected.holding() == Holding.NEVER_BY_ITSELF;
    }

    /** Whether it rejects such a token whenever it fetched last before the publication. */
    boolean rejectsForSure() {
        return neverByItself() || (onDemand() && inBackground());
    }

    String reason() {
        return CacheExpectation.reason(profile, expected, key.publishedAt());
    }

    String endedBy() {
        if (onDemand()) {
            return inBackground()
                    ? "the fetch that the first rejected token starts, or its timer"
                    : "the fetch that the first token after its cooldown starts";
        }
        if (expected.holding() == Holding.UNKNOWN) {
            return "its next fetch, of which nothing is recorded, or " + lastResort;
        }
        return until().isPresent() ? "its next fetch" : lastResort;
    }
}
