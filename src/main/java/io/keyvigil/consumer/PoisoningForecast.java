package io.keyvigil.consumer;

import io.keyvigil.profile.CooldownScope;
import io.keyvigil.profile.Refresh.Cached;
import io.keyvigil.profile.UnknownKid;
import io.keyvigil.tenant.DurationText;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The effect of a token with an unknown kid on a new key: it uses up the budget of fetches, and valid tokens are rejected
 * until the cooldown has passed.
 *
 * <ol>
 *   <li>A cache of whole sets is affected for one cooldown after the publication, and at most until its keys expire: a later
 *       fetch for an unknown kid also returns the new key.
 *   <li>A cache by key is affected until it has the key. Unexpired tokens of a key that was withdrawn too early also affect it:
 *       they trigger useless fetches, and no budget is left for other keys.
 *   <li>A budget per kid cannot be used up by another kid.
 * </ol>
 */
final class PoisoningForecast {

    private final ForecastSubject subject;
    private final Exposures exposures;

    PoisoningForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    /** To be asked only of consumers that would fetch for a token of the key. */
    void add(PublishedKey key) {
        UnknownKid unknownKid = subject.profile().unknownKid();
        Optional<Duration> cooldown = unknownKid.cooldown().duration().filter(time -> !time.isZero());
        if (unknownKid.scope() == CooldownScope.KID || cooldown.isEmpty()) {
            return;
        }
        boolean whole = subject.profile().refresh().cached() == Cached.SET;
        Optional<Instant> start = whole ? Optional.of(key.publishedAt()) : key.signsSince();
        Optional<Instant> renewed =
                CacheExpectation.renewed(subject.profile().refresh(), key.publishedAt(), subject.maxAge());
        Optional<Instant> until = start.map(at -> at.plus(cooldown.get()))
                .map(end -> renewed.filter(end::isAfter).orElse(end));
        if (exposures.wants(key.usedFrom(), until)) {
            exposures.add(exposure(key, until, unknownKid, cooldown.get()));
        }
    }

    /** To be asked of each key that was withdrawn while its tokens live. */
    void addOfWithdrawn(KeyIdentity key, Instant withdrawnAt, Instant livingUntil) {
        Duration cooldown = subject.cooldown();
        boolean byKey = subject.profile().refresh().cached() == Cached.KEY;
        if (!byKey || !CacheExpectation.demands(subject.profile().unknownKid()) || cooldown.isZero()) {
            return;
        }
        exposures.add(new Exposure(
                ExposureCause.COOLDOWN_POISONING,
                Optional.of(key),
                withdrawnAt,
                Optional.of(livingUntil.plus(cooldown)),
                Certainty.WORST_CASE,
                "living tokens of " + Wording.of(key) + ", withdrawn at " + Wording.of(withdrawnAt)
                        + ", can make it spend its budget of fetches, and keep it from asking for other keys for "
                        + DurationText.of(cooldown),
                "the expiry of the last token that the key signed, and the end of its cooldown"));
    }

    private static Exposure exposure(
            PublishedKey key, Optional<Instant> until, UnknownKid unknownKid, Duration cooldown) {
        int budget = unknownKid.budget().orElse(1);
        return new Exposure(
                ExposureCause.COOLDOWN_POISONING,
                Optional.of(key.identity()),
                key.usedFrom(),
                until,
                Certainty.WORST_CASE,
                (budget == 1 ? "one token with a bogus kid" : budget + " tokens with bogus kids")
                        + " can keep it from fetching " + Wording.of(key.identity()) + " for "
                        + DurationText.of(cooldown),
                until.isPresent() ? "the end of its cooldown" : "the first token of the key that makes it fetch");
    }
}
