package io.keyvigil.consumer;

import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times of a tenant's signing keys: publication, possible signatures, withdrawal.
 *
 * <ol>
 *   <li>Shared by all consumers of the tenant, and therefore computed once.
 *   <li>Includes the latest {@value #MOST_WITHDRAWN} withdrawn keys.
 *   <li>Times are those of polls: an event between two polls has the time of the second.
 * </ol>
 */
public final class KeyTimeline {

    static final int MOST_WITHDRAWN = 16;

    private final ProviderSituation situation;
    private final KeyUse use;
    private final List<PublishedKey> published = new ArrayList<>(4);
    private final List<ObservedKey> withdrawn = new ArrayList<>(0);

    public KeyTimeline(ProviderSituation situation) {
        this.situation = situation;
        this.use = new KeyUse(situation);
        for (ObservedKey key : situation.state().keys()) {
            if (key.published() && key.jwk().usableForSigning()) {
                published.add(published(key));
            } else if (!key.published() && key.jwk().forSigning() && withdrawn.size() < MOST_WITHDRAWN) {
                withdrawn.add(key);
            }
        }
    }

    public List<PublishedKey> published() {
        return published;
    }

    /** The latest first. */
    List<ObservedKey> withdrawn() {
        return withdrawn;
    }

    /** Whether a withdrawn key's material is published under another label. */
    boolean isPublishedOtherwise(ObservedKey key) {
        return use.isPublishedOtherwise(key);
    }

    private PublishedKey published(ObservedKey key) {
        Instant publishedAt = use.publishedAt(key);
        boolean atFirstSight = use.wasThereAtFirstSight(publishedAt);
        return new PublishedKey(
                key.identity(),
                publishedAt,
                atFirstSight,
                atFirstSight ? publishedAt : use.usedFrom(key, publishedAt),
                use.signsSince(key, publishedAt),
                atFirstSight ? Optional.empty() : predecessor(key, publishedAt));
    }

    /** The published keys come first and then the withdrawn ones, the latest first: so the first that fits is the latest. */
    private Optional<ObservedKey> predecessor(ObservedKey key, Instant publishedAt) {
        if (key.jwk().kid().isEmpty()) {
            return Optional.empty();
        }
        for (ObservedKey other : situation.state().keys()) {
            if (other.firstSeen().isBefore(publishedAt)
                    && key.jwk().kid().equals(other.jwk().kid())
                    && !key.jwk().thumbprint().equals(other.jwk().thumbprint())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    LastSigning signingEnd(ObservedKey key) {
        Instant withdrawnAt = key.withdrawal().orElseThrow().at();
        Optional<Instant> evidence = use.lastSigned(key);
        Optional<Instant> successor = use.successorSigned(key, evidence, withdrawnAt);
        if (successor.isPresent()) {
            return new LastSigning(withdrawnAt, successor.get(), evidence, Optional.empty());
        }
        Optional<Instant> overlap = use.overlapSince(key, withdrawnAt);
        Optional<Instant> hardCut = overlap.isEmpty() ? Optional.of(withdrawnAt) : Optional.empty();
        return new LastSigning(withdrawnAt, withdrawnAt, evidence.or(() -> hardCut), overlap);
    }

    /**
     * The keys that were withdrawn before all their tokens expired, if some have not expired yet; the latest first.
     *
     * @param accepted the maximum age at which a token is accepted
     */
    public List<EarlyWithdrawal> earlyWithdrawals(Duration accepted) {
        List<EarlyWithdrawal> early = new ArrayList<>(0);
        for (ObservedKey key : withdrawn) {
            Instant at = key.withdrawal().orElseThrow().at();
            if (at.plus(accepted).isAfter(situation.now()) && !isPublishedOtherwise(key)) {
                LastSigning end = signingEnd(key);
                Instant until = end.latest().plus(accepted);
                if (end.isTooLate(accepted) && until.isAfter(situation.now())) {
                    early.add(new EarlyWithdrawal(key.identity(), at, until));
                }
            }
        }
        return early;
    }
}
