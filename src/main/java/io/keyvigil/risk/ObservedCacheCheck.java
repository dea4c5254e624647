package io.keyvigil.risk;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.consumer.CacheExpectation;
import io.keyvigil.consumer.ConsumerAtTenant;
import io.keyvigil.consumer.PublishedKey;
import io.keyvigil.profile.Bound;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ConsumerStale}: an observed cache without a published signing key, or with a withdrawn one.
 *
 * <ol>
 *   <li>Critical once the missing key is known to sign, or once the cache was observed in this state after the bound of its
 *       profile. The bound is the lifetime of the fetched set for a new key, and the drop lag for a withdrawn one.
 *   <li>Without a profile, or without a bound in it, the grace period counts. The bound of a profile that never refreshes is
 *       infinite.
 * </ol>
 */
final class ObservedCacheCheck implements TenantCheck {

    @Override
    public void look(TenantSubject subject, Findings findings) {
        for (ConsumerAtTenant party : subject.consumers()) {
            party.cache().ifPresent(cache -> {
                for (ObservedKey key : cache.lacking(subject.state())) {
                    findings.add(lacking(subject, party, cache, key));
                }
                for (ObservedKey key : cache.withdrawnHeld(subject.state())) {
                    findings.add(holding(subject, party, cache, key));
                }
            });
        }
    }

    private static Finding lacking(
            TenantSubject subject, ConsumerAtTenant party, ObservedCache cache, ObservedKey key) {
        Optional<PublishedKey> published = subject.timeline().published().stream()
                .filter(each -> each.identity().equals(key.identity()))
                .findFirst();
        Instant since = published.map(PublishedKey::publishedAt).orElse(key.firstSeen());
        Optional<Instant> late = bound(subject, party.profile().map(profile -> profile.refresh()
                        .life(subject.situation().maxAge())))
                .map(since::plus);
        boolean signs = published.filter(PublishedKey::signs).isPresent();
        boolean isLate = late.filter(end -> cache.at().isAfter(end)).isPresent();
        Optional<Instant> deadline = signs ? published.flatMap(PublishedKey::signsSince) : late;
        return new Finding(
                Risk.CONSUMER_STALE,
                signs || isLate ? Severity.CRITICAL : Severity.WARNING,
                Optional.of(party.consumer().id()),
                deadline,
                party.consumer().id().value() + (signs ? " rejects " : " will reject ") + "tokens of "
                        + subject.name() + " signed with key " + Wording.of(key.identity())
                        + (signs ? "" : " once it signs") + ": its cache did not contain the key at "
                        + Wording.of(cache.at())
                        + ", although it has been published since " + Wording.of(since)
                        + (isLate ? tooLate(late.get()) : ""),
                Map.of(
                        "key", Wording.name(key.identity()),
                        "lacking", "true",
                        "seen", Wording.of(cache.at()),
                        "published", Wording.of(since),
                        "signs", Boolean.toString(signs)));
    }

    private static Finding holding(
            TenantSubject subject, ConsumerAtTenant party, ObservedCache cache, ObservedKey key) {
        Instant gone = key.withdrawal().orElseThrow().at();
        Optional<Instant> late = bound(
                        subject,
                        party.profile()
                                .map(profile -> CacheExpectation.lag(
                                        profile, subject.situation().maxAge())))
                .map(gone::plus);
        boolean isLate = late.filter(end -> cache.at().isAfter(end)).isPresent();
        return new Finding(
                Risk.CONSUMER_STALE,
                isLate ? Severity.CRITICAL : Severity.WARNING,
                Optional.of(party.consumer().id()),
                late,
                party.consumer().id().value() + " still accepts tokens of " + subject.name() + " signed with key "
                        + Wording.of(key.identity()) + ", which was withdrawn at " + Wording.of(gone)
                        + ": the key was in its cache at " + Wording.of(cache.at())
                        + (isLate ? tooLate(late.get()) : ""),
                Map.of(
                        "key", Wording.name(key.identity()),
                        "lacking", "false",
                        "seen", Wording.of(cache.at()),
                        "withdrawn", Wording.of(gone)));
    }

    private static String tooLate(Instant end) {
        return ". The cache should have been refreshed by " + Wording.of(end);
    }

    /** Empty if the bound is infinite by the profile. */
    private static Optional<Duration> bound(TenantSubject subject, Optional<Bound> recorded) {
        return recorded.filter(bound -> bound.kind() != Bound.Kind.UNRECORDED)
                .map(Bound::duration)
                .orElse(Optional.of(subject.grace()));
    }
}
