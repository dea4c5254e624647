package io.keyvigil.profile;

import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/** Turns one row of the profiles' file into a profile. */
final class ProfileReader {

    private static final String NO_TIMES = "none";

    private final ProfileRow row;

    ProfileReader(ProfileRow row) {
        this.row = row;
    }

    Profile read() {
        BehaviourClass behaviourClass =
                row.required("class", ProfileRow.coded(BehaviourClass.values(), BehaviourClass::code));
        Profile profile = new Profile(
                row.required("id", id -> id),
                row.texts("aliases"),
                behaviourClass,
                row.flag("class-derived"),
                row.text("class-text").orElse(notation(behaviourClass)),
                refresh(),
                unknownKid(),
                new BadSignature(row.recorded("refetch-on-bad-signature"), row.text("bad-signature-text")),
                new Withdrawal(
                        row.bound(
                                "drop-lag",
                                Map.of(
                                        Bound.UNBOUNDED.text(),
                                        Bound.UNBOUNDED,
                                        Bound.CACHE_LIFE.text(),
                                        Bound.CACHE_LIFE)),
                        row.text("drop-lag-text")),
                new OnFetchFailure(
                        row.recorded("keeps-old-keys"),
                        row.recorded("cools-down-after-failure"),
                        row.text("on-fetch-failure")),
                http(),
                leeway(),
                provenance());
        row.refuseTheRest();
        return profile;
    }

    /** As the reference writes a class: with primes. */
    private static String notation(BehaviourClass behaviourClass) {
        return behaviourClass.code().replace("1", "'").replace("2", "''");
    }

    private Refresh refresh() {
        return new Refresh(
                row.optional("cached", ProfileRow.coded(Refresh.Cached.values(), Refresh.Cached::code))
                        .orElse(Refresh.Cached.SET),
                row.bound("refresh-every", Map.of("never", Bound.UNBOUNDED)),
                row.duration("jitter"),
                row.duration("stale-while-revalidate"),
                row.recorded("follows-cache-control"),
                row.duration("minimum-life"),
                row.duration("maximum-life"),
                row.text("refresh-text"),
                row.text("follows-cache-control-text"));
    }

    private UnknownKid unknownKid() {
        return new UnknownKid(
                row.optional("unknown-kid", ProfileRow.coded(UnknownKid.Reaction.values(), UnknownKid.Reaction::code))
                        .orElse(UnknownKid.Reaction.UNRECORDED),
                row.bound("cooldown", Map.of(Bound.CACHE_LIFE.text(), Bound.CACHE_LIFE)),
                row.optional("cooldown-budget", Integer::valueOf),
                row.optional("cooldown-scope", ProfileRow.coded(CooldownScope.values(), CooldownScope::code))
                        .orElse(CooldownScope.UNRECORDED),
                row.text("unknown-kid-text"));
    }

    private HttpLimits http() {
        return new HttpLimits(
                row.duration("http-timeout"),
                row.duration("connect-timeout"),
                row.duration("idle-timeout"),
                row.optional("body-limit", Long::valueOf),
                row.text("http-text"));
    }

    private Leeway leeway() {
        Optional<Optional<Duration>> written = row.optional(
                "leeway", text -> text.equals(NO_TIMES) ? Optional.empty() : Optional.of(Duration.parse(text)));
        boolean applicable = written.map(Optional::isPresent).orElse(true);
        Optional<Duration> expiry = written.flatMap(leeway -> leeway);
        return new Leeway(
                applicable,
                expiry,
                row.duration("leeway-nbf").or(() -> expiry),
                row.duration("leeway-iat"),
                row.text("leeway-text"));
    }

    private Provenance provenance() {
        return new Provenance(
                row.text("version"),
                row.required("source", source -> source),
                row.required("confidence", ProfileRow.coded(Confidence.values(), Confidence::code)),
                row.texts("less-certain"),
                row.text("note"),
                row.required("as-of", YearMonth::parse));
    }
}
