package io.keyvigil.profile;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one library or product caches and reads a provider's keys by default. A deployment can override values.
 *
 * <ol>
 *   <li>The texts describe the shipped default, also in a profile with overrides.
 *   <li>Unrecorded values are empty or marked; they are never guessed.
 * </ol>
 *
 * @param aliases further names for a watch list
 * @param classDerived whether the class was derived from the recorded behavior rather than assigned directly
 * @param classText the class as the reference writes it, with its qualifications
 */
public record Profile(
        String id,
        List<String> aliases,
        BehaviourClass behaviourClass,
        boolean classDerived,
        String classText,
        Refresh refresh,
        UnknownKid unknownKid,
        BadSignature badSignature,
        Withdrawal withdrawal,
        OnFetchFailure onFetchFailure,
        HttpLimits http,
        Leeway leeway,
        Provenance provenance) {

    /** For a consumer of which only the cache is observed: its behavior is unknown. */
    public static final Profile UNRECORDED = new Profile(
            "unrecorded",
            List.of(),
            BehaviourClass.UNASSIGNED,
            false,
            BehaviourClass.UNASSIGNED.code(),
            Refresh.UNRECORDED,
            new UnknownKid(
                    UnknownKid.Reaction.UNRECORDED,
                    Bound.UNRECORDED,
                    Optional.empty(),
                    CooldownScope.UNRECORDED,
                    Optional.empty()),
            new BadSignature(Recorded.UNRECORDED, Optional.empty()),
            new Withdrawal(Bound.UNRECORDED, Optional.empty()),
            new OnFetchFailure(Recorded.UNRECORDED, Recorded.UNRECORDED, Optional.empty()),
            new HttpLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            new Leeway(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            new Provenance(
                    Optional.empty(), "", Confidence.UNVERIFIED, List.of(), Optional.empty(), YearMonth.of(2026, 11)));

    public Profile {
        aliases = List.copyOf(aliases);
    }

    /**
     * Returns this profile with the values that a deployment sets in place of its own.
     *
     * <p>If {@code cache-duration} or {@code follows-cache-control} are set and {@code drop-lag} is not, the drop lag moves
     * with the lifetime of the cache. {@code cache-duration} replaces {@link Refresh#every}, which is the fallback if cache
     * directives are followed. It has no effect if single keys are cached over a set that never expires.
     *
     * @param overrides by their names in the watch list: durations in ISO-8601, flags as {@code true} or {@code false}
     */
    public Profile with(Map<String, String> overrides, Optional<Duration> otherLeeway) {
        return new Overrides(overrides, otherLeeway).appliedTo(this);
    }

    /** The same with another reaction to unknown kids, and with keys that grow old as one. */
    public Profile reacting(UnknownKid.Reaction reaction) {
        return new Profile(
                id,
                aliases,
                behaviourClass,
                classDerived,
                classText,
                refresh.ofWholeSets(),
                unknownKid.withReaction(reaction),
                badSignature,
                withdrawal,
                onFetchFailure,
                http,
                leeway,
                provenance);
    }
}
