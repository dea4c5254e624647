package io.keyvigil.consumer;

import io.keyvigil.consumer.NewKey.Holding;
import io.keyvigil.consumer.UnknownKid.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a consumer's cache must be expected to hold at one moment (the rules are those of the consumer profiles' reference,
 * section 7).
 *
 * <ol>
 *   <li>Pure: neither clock nor cache is asked.
 *   <li>On the safe side: a new key counts as held, and a withdrawn one as dropped, only strictly after the bound.
 *   <li>Assumed is that the consumer's fetches succeed; an outage of the key set endpoint is left to others, and so is the
 *       consumer's restart, which makes everything newer.
 * </ol>
 *
 * Moments are true time; {@code maxAge} is the life that the provider's cache directives gave around the change, the
 * largest where it varied.
 */
public final class CacheExpectation {

    private CacheExpectation() {}

    /**
     * Whether the consumer holds a new key at {@code at}.
     *
     * @param publishedAt when the key was first seen published
     */
    public static NewKey newKey(Profile profile, Instant publishedAt, Optional<Duration> maxAge, Instant at) {
        Optional<Instant> renewed = renewed(profile.refresh(), publishedAt, maxAge);
        if (renewed.filter(at::isAfter).isPresent()) {
            String reason = "keys that it fetched before this one was published ran out by " + renewed.get();
            return new NewKey(Holding.HELD, renewed, reason);
        }
        UnknownKid unknownKid = profile.unknownKid();
        if (unknownKid.cooldown().isCacheLife() || !unknownKid.reaction().fetches()) {
            return withoutDemand(profile, renewed, maxAge);
        }
        return unknownKid.reaction() == Reaction.REFETCH_IN_BACKGROUND
                ? inBackground(renewed)
                : onDemand(profile, publishedAt, renewed, at);
    }

    /** When the last set that was fetched without the key has run out; a cache by key holds none that nobody asked for. */
    private static Optional<Instant> renewed(Refresh refresh, Instant publishedAt, Optional<Duration> maxAge) {
        return refresh.life(maxAge)
                .duration()
                .filter(life -> refresh.cached() == Refresh.Cached.SET)
                .map(publishedAt::plus);
    }

    /** A fetch before the publication can have spent the budget; a later one brought the key. */
    private static NewKey onDemand(Profile profile, Instant publishedAt, Optional<Instant> renewed, Instant at) {
        Optional<Instant> cooled = profile.unknownKid()
                .cooldown()
                .duration()
                .map(publishedAt::plus)
                .map(end -> renewed.filter(end::isAfter).orElse(end));
        if (at.isBefore(publishedAt)) {
            Optional<Instant> heldBy = cooled.or(() -> Optional.of(publishedAt));
            return new NewKey(Holding.MAY_NOT_HOLD, heldBy, "the key was first seen published at " + publishedAt);
        }
        String fetches = "it fetches the keys when a token names a kid that it does not hold";
        Optional<Instant> blocked = cooled.filter(end -> end.isAfter(publishedAt) && !at.isAfter(end));
        return new NewKey(
                Holding.FETCHES_ON_DEMAND,
                blocked,
                blocked.map(end -> fetches + ", but an earlier fetch can forbid that until " + end)
                        .orElse(fetches));
    }

    private static NewKey inBackground(Optional<Instant> renewed) {
        String reason = "a token whose kid it does not hold makes it fetch the keys, and is itself rejected"
                + renewed.map(end -> "; from its timer it has them after " + end)
                        .orElse("");
        return new NewKey(Holding.FETCHES_ON_DEMAND, renewed, reason);
    }

    private static NewKey withoutDemand(Profile profile, Optional<Instant> renewed, Optional<Duration> maxAge) {
        Reaction reaction = profile.unknownKid().reaction();
        if (renewed.isPresent()) {
            String unsure =
                    reaction == Reaction.UNRECORDED ? "; whether an unknown kid makes it fetch is not recorded" : "";
            String reason =
                    "keys that it fetched before this one was published may last until " + renewed.get() + unsure;
            return new NewKey(Holding.MAY_NOT_HOLD, renewed, reason);
        }
        if (reaction == Reaction.NONE && profile.refresh().life(maxAge).isUnbounded()) {
            String reason = "it never replaces the keys by itself, only when it is restarted or set anew";
            return new NewKey(Holding.NEVER_BY_ITSELF, Optional.empty(), reason);
        }
        return new NewKey(Holding.UNKNOWN, Optional.empty(), "when it fetches the keys is not recorded");
    }

    /**
     * Whether the consumer may still accept tokens of a withdrawn key at {@code at}. Where no drop lag is recorded, the life
     * of its cache stands in.
     *
     * @param withdrawnAt when the key was first seen missing
     */
    public static WithdrawnKey withdrawnKey(
            Profile profile, Instant withdrawnAt, Optional<Duration> maxAge, Instant at) {
        Bound lag = lag(profile, maxAge);
        if (lag.duration().isEmpty()) {
            String reason = lag.isUnbounded()
                    ? "nothing makes it drop a withdrawn key by itself"
                    : "how long it trusts a withdrawn key is not recorded";
            return new WithdrawnKey(true, Optional.empty(), reason);
        }
        Instant until = withdrawnAt.plus(lag.duration().get());
        return at.isAfter(until)
                ? new WithdrawnKey(false, Optional.of(until), "it dropped the key by " + until)
                : new WithdrawnKey(true, Optional.of(until), "keys that it fetched before may last until " + until);
    }

    private static Bound lag(Profile profile, Optional<Duration> maxAge) {
        Bound recorded = profile.withdrawal().dropLag();
        boolean lastsLikeTheCache = recorded.isCacheLife() || recorded.equals(Bound.UNRECORDED);
        return lastsLikeTheCache ? profile.refresh().life(maxAge) : recorded;
    }

    /** The leeway on {@code exp}; empty where it is not recorded, or where the consumer validates no times. */
    public static Optional<Duration> leeway(Profile profile) {
        return profile.leeway().expiry();
    }
}
