package io.keyvigil.risk;

import io.keyvigil.consumer.Certainty;
import io.keyvigil.consumer.ConsumerAtTenant;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.consumer.PublishedKey;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code RotationPending} and {@code ConsumerWillReject}: a published key that may be missing in a consumer's cache.
 *
 * <ol>
 *   <li>The rotation is pending unless the key signs, or will sign before the consumer's exposure ends; otherwise the consumer
 *       will reject.
 *   <li>The key signs if tokens prove it or if no other signing key is published. It is due by {@link SigningLead#dueToSign}.
 *   <li>Keys of the baseline are never pending.
 *   <li>An exposure that only a restart ends is reported for {@link #SIGNING_TOLD} after the key is known to sign, and for
 *       {@link #PENDING_TOLD} before: Keyvigil does not observe restarts. With an observed cache it is reported until the cache
 *       contains the key.
 * </ol>
 */
final class NewKeyCheck implements TenantCheck {

    private static final Duration SIGNING_TOLD = Duration.ofDays(7);
    private static final Duration PENDING_TOLD = Duration.ofDays(30);

    @Override
    public void look(TenantSubject subject, Findings findings) {
        for (ConsumerAtTenant party : subject.consumers()) {
            for (Exposure exposure : party.forecast().exposures()) {
                boolean ofNewKey = exposure.cause() == ExposureCause.MISSING_NEW_KEY
                        || exposure.cause() == ExposureCause.MATERIAL_REPLACED;
                if (ofNewKey && exposure.covers(subject.now())) {
                    published(subject, exposure)
                            .flatMap(key -> finding(subject, party, exposure, key))
                            .ifPresent(findings::add);
                }
            }
        }
    }

    private static Optional<PublishedKey> published(TenantSubject subject, Exposure exposure) {
        return subject.timeline().published().stream()
                .filter(key -> exposure.key().filter(key.identity()::equals).isPresent())
                .findFirst();
    }

    private static Optional<Finding> finding(
            TenantSubject subject, ConsumerAtTenant party, Exposure exposure, PublishedKey key) {
        Optional<Instant> signs = key.signsSince().or(() -> SigningLead.dueToSign(subject, key));
        boolean endless = exposure.until().isEmpty() && party.cache().isEmpty();
        if (signs.filter(at -> exposure.until().filter(end -> !at.isBefore(end)).isEmpty())
                .isPresent()) {
            Instant first = later(signs.get(), exposure.from());
            boolean told = endless && key.signs() && isPast(knownToSign(subject, signs.get()), SIGNING_TOLD, subject);
            return told ? Optional.empty() : Optional.of(willReject(subject, party, exposure, first));
        }
        boolean told = endless && isPast(key.publishedAt(), PENDING_TOLD, subject);
        return key.atFirstSight() || told ? Optional.empty() : Optional.of(pending(subject, party, exposure, signs));
    }

    /** If the last other key was withdrawn only now, this was unknown before. */
    private static Instant knownToSign(TenantSubject subject, Instant signs) {
        return subject.state().keys().stream()
                .flatMap(key -> key.withdrawal().stream())
                .map(ObservedKey.Withdrawal::at)
                .reduce(signs, NewKeyCheck::later);
    }

    private static boolean isPast(Instant since, Duration told, TenantSubject subject) {
        return subject.now().isAfter(since.plus(told));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Finding willReject(TenantSubject subject, ConsumerAtTenant party, Exposure exposure, Instant first) {
        String who = party.consumer().id().value();
        boolean already = !first.isAfter(subject.now());
        String rejects = exposure.certainty() == Certainty.CERTAIN ? " rejects" : " may reject";
        return new Finding(
                Risk.CONSUMER_WILL_REJECT,
                Severity.CRITICAL,
                Optional.of(party.consumer().id()),
                Optional.of(first),
                who + rejects + " tokens of " + subject.name() + (already ? " since " : " from ") + Wording.of(first)
                        + " until "
                        + exposure.until()
                                .map(end -> Wording.of(end) + " at the latest")
                                .orElse(exposure.endedBy())
                        + ": it " + exposure.explanation(),
                evidence(exposure));
    }

    private static Finding pending(
            TenantSubject subject, ConsumerAtTenant party, Exposure exposure, Optional<Instant> signs) {
        String who = party.consumer().id().value();
        return new Finding(
                Risk.ROTATION_PENDING,
                Severity.WARNING,
                Optional.of(party.consumer().id()),
                signs,
                who + " may reject tokens of " + subject.name() + " if it starts signing with its new key before "
                        + exposure.until().map(Wording::of).orElse(exposure.endedBy()) + ": it "
                        + exposure.explanation(),
                evidence(exposure));
    }

    private static Map<String, String> evidence(Exposure exposure) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("cause", exposure.cause().code());
        exposure.key().ifPresent(key -> evidence.put("key", Wording.name(key)));
        evidence.put("from", Wording.of(exposure.from()));
        exposure.until().ifPresent(end -> evidence.put("until", Wording.of(end)));
        evidence.put("certainty", exposure.certainty().code());
        evidence.put("ended-by", exposure.endedBy());
        return evidence;
    }
}
