package io.keyvigil.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rejected tokens of published keys: {@code missing-new-key} and {@code material-replaced}, and what bogus kids can do to
 * the same keys, {@code cooldown-poisoning}.
 *
 * <ol>
 *   <li>Keys of the first sight count as held, unless the observed cache lacks them: nobody knows when they came.
 *   <li>A key that may not sign yet counts as signing, but {@link Certainty#CERTAIN} needs that it is known to.
 *   <li>Where the observed cache lacks a key past the profile's bound, the profile is wrong, and nothing ends the exposure.
 * </ol>
 */
final class NewKeyForecast {

    private final ForecastSubject subject;
    private final List<Exposure> exposures;

    NewKeyForecast(ForecastSubject subject, List<Exposure> exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        for (PublishedKey key : subject.timeline().published()) {
            Optional<ObservedCache> seen = subject.observedSince(key.publishedAt());
            boolean held = seen.isPresent() ? seen.get().holds(key.identity()) : key.atFirstSight();
            if (!held) {
                add(key, seen);
            }
        }
    }

    private void add(PublishedKey key, Optional<ObservedCache> seen) {
        boolean replaced = replaces(key, seen);
        Recovery recovery = replaced || key.identity().kid().isEmpty()
                ? Recovery.ofKnownKid(subject, key)
                : Recovery.ofUnknownKid(subject, key);
        ExposureCause cause = replaced ? ExposureCause.MATERIAL_REPLACED : ExposureCause.MISSING_NEW_KEY;
        if (isCutOff(key, recovery, seen)) {
            addCutOff(cause, key);
        } else if (seen.isPresent() && !recovery.atOnce() && isRefuted(recovery, seen.get())) {
            addRefuted(cause, key, seen.get());
        } else if (!recovery.atOnce()) {
            Certainty certainty = Certainty.certainIf(key.signs() && (recovery.assured() || lacksFor(seen, recovery)));
            add(cause, key, recovery.until(), certainty, text(replaced, key, recovery.reason()), recovery.endedBy());
        }
        new PoisoningForecast(subject, exposures).add(key);
    }

    private boolean replaces(PublishedKey key, Optional<ObservedCache> seen) {
        return seen.map(cache -> cache.holdsOtherMaterial(key.identity())).orElseGet(() -> key.predecessor()
                .filter(old -> old.withdrawal()
                        .filter(gone -> !CacheExpectation.withdrawnKey(
                                        subject.profile(), gone.at(), subject.maxAge(), key.publishedAt())
                                .mayStillTrust())
                        .isEmpty())
                .isPresent());
    }

    /** A cache seen to lack the key rejects until it fetches; only a fetch for the token itself can save that token. */
    private boolean lacksFor(Optional<ObservedCache> seen, Recovery recovery) {
        return seen.isPresent() && !subject.profile().unknownKid().reaction().fetches();
    }

    private static boolean isRefuted(Recovery recovery, ObservedCache seen) {
        return recovery.until().filter(end -> end.isBefore(seen.at())).isPresent();
    }

    /** Whether the provider went before the consumer must have fetched. */
    private boolean isCutOff(PublishedKey key, Recovery recovery, Optional<ObservedCache> seen) {
        if (subject.outage().isEmpty() || subject.readsOnce()) {
            return false;
        }
        Instant since = subject.outage().get().since();
        Optional<Instant> renewed = subject.life().duration().map(key.publishedAt()::plus);
        Optional<Instant> demanded = key.signsSince()
                .filter(unused -> subject.profile().unknownKid().reaction().fetches())
                .map(signs -> signs.plus(cooldown()));
        boolean hadIt = renewed.filter(end -> end.isBefore(since)).isPresent()
                || demanded.filter(end -> end.isBefore(since)).isPresent();
        return seen.isPresent() || !hadIt;
    }

    private Duration cooldown() {
        return subject.profile().unknownKid().cooldown().duration().orElse(Duration.ZERO);
    }

    private void addCutOff(ExposureCause cause, PublishedKey key) {
        Instant since = subject.outage().orElseThrow().since();
        exposures.add(new Exposure(
                cause,
                Optional.of(key.identity()),
                later(key.usedFrom(), subject.observed().isEmpty() ? since : key.usedFrom()),
                Optional.empty(),
                Certainty.WORST_CASE,
                "may not hold " + Wording.of(key.identity()) + ", published at " + Wording.of(key.publishedAt())
                        + ", and cannot fetch it since the provider went at " + Wording.of(since),
                "the provider's recovery"));
    }

    private void addRefuted(ExposureCause cause, PublishedKey key, ObservedCache seen) {
        add(
                cause,
                key,
                Optional.empty(),
                Certainty.certainIf(key.signs()),
                "was seen without " + Wording.of(key.identity()) + " at " + Wording.of(seen.at())
                        + ", when its profile says that it must have fetched it",
                "a restart, or the end of what keeps it from fetching");
    }

    private void add(
            ExposureCause cause,
            PublishedKey key,
            Optional<Instant> until,
            Certainty certainty,
            String explanation,
            String endedBy) {
        if (until.filter(end -> !end.isAfter(key.usedFrom())).isEmpty()) {
            exposures.add(new Exposure(
                    cause, Optional.of(key.identity()), key.usedFrom(), until, certainty, explanation, endedBy));
        }
    }

    private static String text(boolean replaced, PublishedKey key, String reason) {
        return (replaced ? "holds other key material under the kid of " : "may reject tokens signed by ")
                + Wording.of(key.identity())
                + (replaced ? ", and may reject its tokens, published at " : ", published at ")
                + Wording.of(key.publishedAt()) + ": " + reason;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
