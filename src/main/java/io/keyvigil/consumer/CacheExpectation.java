package io.keyvigil.consumer;

import io.keyvigil.consumer.NewKey.Holding;
import io.keyvigil.profile.Bound;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Refresh;
import io.keyvigil.profile.UnknownKid;
import io.keyvigil.profile.UnknownKid.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The expected content of a consumer's cache at one time, by its profile.
 *
 * <ol>
 *   <li>Pure: uses neither a clock nor the cache.
 *   <li>Pessimistic: a new key counts as cached, and a withdrawn one as dropped, only strictly after the bound.
 *   <li>Assumes that the consumer's fetches succeed. Does not consider outages of the key set endpoint, or restarts of the
 *       consumer, which refresh everything.
 * </ol>
 *
 * Times are actual times. {@code maxAge} is the freshness lifetime by the provider's cache directives around the change, the
 * largest if it varied.
 */
public final class CacheExpectation {

    private CacheExpectation() {}

    /** A {@link NewKey} without words: forecasts ask often, and mostly find that all is well. */
    record Expected(Holding holding, Optional<Instant> heldBy) {}

    /**
     * Whether the consumer holds a new key at {@code at}.
     *
     * @param publishedAt when the key was first seen published
     */
    public static NewKey newKey(Profile profile, Instant publishedAt, Optional<Duration> maxAge, Instant at) {
        Expected expected = expected(profile, publishedAt, maxAge, at);
        return new NewKey(expected.holding(), expected.heldBy(), reason(profile, expected, publishedAt));
    }

    static Expected expected(Profile profile, Instant publishedAt, Optional<Duration> maxAge, Instant at) {
        Optional<Instant> renewed = renewed(profile.refresh(), publishedAt, maxAge);
        if (renewed.filter(at::isAfter).isPresent()) {
            return new Expected(Holding.HELD, renewed);
        }
        if (!demands(profile.unknownKid())) {
            return new Expected(withoutDemand(profile, renewed, maxAge), renewed);
        }
        return profile.unknownKid().reaction() == Reaction.REFETCH_IN_BACKGROUND
                ? new Expected(Holding.FETCHES_ON_DEMAND, renewed)
                : onDemand(profile.unknownKid(), publishedAt, renewed, at);
    }

    /**
     * Whether a token of a missing key can trigger a fetch, or this is not recorded.
     *
     * @param replaced whether its cache has another key under this kid
     */
    public static boolean mayFetchFor(Profile profile, boolean replaced) {
        UnknownKid unknownKid = (replaced ? KeyAcquisition.onKnownKid(profile) : profile).unknownKid();
        return unknownKid.reaction() == Reaction.UNRECORDED || demands(unknownKid);
    }

    /** Whether a token can make it fetch before its keys have run out. */
    static boolean demands(UnknownKid unknownKid) {
        return unknownKid.reaction().fetches() && !unknownKid.cooldown().isCacheLife();
    }

    /** The expiry of the last set that was fetched without the key; a cache by key contains only requested keys. */
    static Optional<Instant> renewed(Refresh refresh, Instant publishedAt, Optional<Duration> maxAge) {
        return refresh.cached() == Refresh.Cached.SET
                ? refresh.life(maxAge).duration().map(publishedAt::plus)
                : Optional.empty();
    }

    /** A fetch before the publication can have spent the budget; a later one brought the key. */
    private static Expected onDemand(
            UnknownKid unknownKid, Instant publishedAt, Optional<Instant> renewed, Instant at) {
        Optional<Instant> cooled = unknownKid
                .cooldown()
                .duration()
                .map(publishedAt::plus)
                .map(end -> renewed.filter(end::isAfter).orElse(end));
        if (at.isBefore(publishedAt)) {
            return new Expected(Holding.MAY_NOT_HOLD, cooled.or(() -> Optional.of(publishedAt)));
        }
        return new Expected(
                Holding.FETCHES_ON_DEMAND, cooled.filter(end -> end.isAfter(publishedAt) && !at.isAfter(end)));
    }

    private static Holding withoutDemand(Profile profile, Optional<Instant> renewed, Optional<Duration> maxAge) {
        if (renewed.isPresent()) {
            return Holding.MAY_NOT_HOLD;
        }
        boolean neverByItself = profile.unknownKid().reaction() == Reaction.NONE
                && profile.refresh().life(maxAge).isUnbounded();
        return neverByItself ? Holding.NEVER_BY_ITSELF : Holding.UNKNOWN;
    }

    static String reason(Profile profile, Expected expected, Instant publishedAt) {
        return switch (expected.holding()) {
            case HELD ->
                "keys that it fetched before this one was published ran out by "
                        + Wording.of(expected.heldBy().orElseThrow());
            case NEVER_BY_ITSELF -> "it never replaces the keys by itself, only when it is restarted or set anew";
            case UNKNOWN -> "when it fetches the keys is not recorded";
            case MAY_NOT_HOLD ->
                demands(profile.unknownKid())
                        ? "the key was first seen published at " + Wording.of(publishedAt)
                        : ofTimer(profile.unknownKid(), expected.heldBy().orElseThrow());
            case FETCHES_ON_DEMAND ->
                profile.unknownKid().reaction() == Reaction.REFETCH_IN_BACKGROUND
                        ? ofBackground(expected.heldBy())
                        : ofDemand(expected.heldBy());
        };
    }

    private static String ofTimer(UnknownKid unknownKid, Instant renewed) {
        return "keys that it fetched before this one was published may last until " + Wording.of(renewed)
                + (unknownKid.reaction() == Reaction.UNRECORDED
                        ? "; whether an unknown kid makes it fetch is not recorded"
                        : "");
    }

    private static String ofBackground(Optional<Instant> renewed) {
        return "a token whose kid it does not hold makes it fetch the keys, and is itself rejected"
                + renewed.map(end -> "; from its timer it has them after " + Wording.of(end))
                        .orElse("");
    }

    private static String ofDemand(Optional<Instant> blocked) {
        String fetches = "it fetches the keys when a token names a kid that it does not hold";
        return blocked.map(end -> fetches + ", but an earlier fetch can forbid that until " + Wording.of(end))
                .orElse(fetches);
    }

    /**
     * Whether the consumer may still accept tokens of a withdrawn key at {@code at}. Without a recorded drop lag, the lifetime
     * of its cache is used.
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
                ? new WithdrawnKey(false, Optional.of(until), "it dropped the key by " + Wording.of(until))
                : new WithdrawnKey(
                        true, Optional.of(until), "keys that it fetched before may last until " + Wording.of(until));
    }

    /** The same bound without words; empty if there is no reliable one. */
    static Optional<Instant> trustedUntil(Profile profile, Instant withdrawnAt, Optional<Duration> maxAge) {
        return lag(profile, maxAge).duration().map(withdrawnAt::plus);
    }

    /** How long it may trust a withdrawn key at most; fixed, unbounded or unrecorded. */
    public static Bound lag(Profile profile, Optional<Duration> maxAge) {
        Bound recorded = profile.withdrawal().dropLag();
        boolean lastsLikeTheCache = recorded.isCacheLife() || recorded.equals(Bound.UNRECORDED);
        return lastsLikeTheCache ? profile.refresh().life(maxAge) : recorded;
    }

    /** The leeway on {@code exp}; empty if it is not recorded, or if the consumer validates no times. */
    public static Optional<Duration> leeway(Profile profile) {
        return profile.leeway().expiry();
    }
}
