package io.keyvigil.profile;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The values that one deployment sets in place of those of its profile, by their names in the watch list: durations in
 * ISO-8601, flags as {@code true} or {@code false}.
 */
final class Overrides {

    private final Map<String, String> values;
    private final Optional<Duration> leeway;

    Overrides(Map<String, String> values, Optional<Duration> leeway) {
        this.values = values;
        this.leeway = leeway;
    }

    private Optional<Duration> duration(String name) {
        return Optional.ofNullable(values.get(name)).map(Duration::parse);
    }

    private Optional<Boolean> flag(String name) {
        return Optional.ofNullable(values.get(name)).map(Boolean::valueOf);
    }

    Profile appliedTo(Profile shipped) {
        UnknownKid unknownKid = unknownKid(shipped.unknownKid());
        Refresh refresh = refresh(shipped.refresh());
        return new Profile(
                shipped.id(),
                shipped.aliases(),
                behaviourClass(shipped, unknownKid, refresh),
                shipped.classDerived(),
                shipped.classText(),
                refresh,
                unknownKid,
                new BadSignature(
                        flag("refetch-on-bad-signature")
                                .map(Recorded::of)
                                .orElse(shipped.badSignature().refetches()),
                        shipped.badSignature().text()),
                new Withdrawal(dropLag(shipped, refresh), shipped.withdrawal().text()),
                shipped.onFetchFailure(),
                duration("http-timeout").map(shipped.http()::withTimeout).orElse(shipped.http()),
                leeway.map(shipped.leeway()::with).orElse(shipped.leeway()),
                shipped.provenance());
    }

    private Refresh refresh(Refresh shipped) {
        Refresh timed = duration("cache-duration").map(shipped::withEvery).orElse(shipped);
        return flag("follows-cache-control").map(timed::withFollowsCacheControl).orElse(timed);
    }

    private UnknownKid unknownKid(UnknownKid shipped) {
        UnknownKid cooled = duration("cooldown")
                .map(cooldown -> shipped.withCooldown(Bound.of(cooldown)))
                .orElse(shipped);
        return flag("refetch-on-unknown-kid")
                .filter(fetches ->
                        fetches != cooled.reaction().fetches() || cooled.reaction() == UnknownKid.Reaction.UNRECORDED)
                .map(fetches -> cooled.withReaction(fetches ? UnknownKid.Reaction.REFETCH : UnknownKid.Reaction.NONE))
                .orElse(cooled);
    }

    /** The class changes only if the reaction to an unknown kid, which determines it, changes. */
    private static BehaviourClass behaviourClass(Profile shipped, UnknownKid unknownKid, Refresh refresh) {
        if (unknownKid.reaction() == shipped.unknownKid().reaction()) {
            return shipped.behaviourClass();
        }
        if (unknownKid.reaction().fetches()) {
            boolean cools = unknownKid
                    .cooldown()
                    .duration()
                    .filter(cooldown -> !cooldown.isZero())
                    .isPresent();
            return cools ? BehaviourClass.ON_DEMAND_WITH_COOLDOWN : BehaviourClass.ON_DEMAND;
        }
        if (refresh.followsCacheControl() == Recorded.YES) {
            return BehaviourClass.SERVER_CONTROLLED;
        }
        return refresh.every().isUnbounded() ? BehaviourClass.BOOT_ONLY : BehaviourClass.TIMER;
    }

    private Bound dropLag(Profile shipped, Refresh refresh) {
        Optional<Duration> own = duration("drop-lag");
        if (own.isPresent()) {
            return Bound.of(own.get());
        }
        Bound lag = shipped.withdrawal().dropLag();
        boolean endsWithTheCache =
                !lag.isUnbounded() || shipped.refresh().every().isUnbounded();
        if (refresh.equals(shipped.refresh()) || !endsWithTheCache) {
            return lag;
        }
        return excess(shipped)
                .filter(excess -> refresh.followsCacheControl() != Recorded.YES)
                .flatMap(excess -> refresh.life(Optional.empty()).duration().map(excess::plus))
                .map(Bound::of)
                .orElse(Bound.CACHE_LIFE);
    }

    /** How much longer than the life of the cache the shipped profile trusts a withdrawn key, if at all. */
    private static Optional<Duration> excess(Profile shipped) {
        return shipped.withdrawal().dropLag().duration().flatMap(lag -> shipped.refresh()
                .life(Optional.empty())
                .duration()
                .map(lag::minus)
                .filter(excess -> !excess.isNegative() && !excess.isZero()));
    }
}
