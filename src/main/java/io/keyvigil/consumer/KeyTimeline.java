package io.keyvigil.consumer;

import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's signing keys in time: when each was published, when it can have signed, when it went.
 *
 * <ol>
 *   <li>The same for all of the tenant's consumers, and so made once.
 *   <li>Of the withdrawn keys the latest {@value #MOST_WITHDRAWN}.
 *   <li>Moments are those of polls: what happened between two polls is dated by the second.
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

    SigningEnd signingEnd(ObservedKey key) {
        Instant withdrawnAt = key.withdrawal().orElseThrow().at();
        Optional<Instant> evidence = use.lastSigned(key);
        Optional<Instant> successor = use.successorSigned(key, evidence, withdrawnAt);
        if (successor.isPresent()) {
            return new SigningEnd(withdrawnAt, successor.get(), evidence, Optional.empty());
        }
        Optional<Instant> overlap = use.overlapSince(key, withdrawnAt);
        Optional<Instant> hardCut = overlap.isEmpty() ? Optional.of(withdrawnAt) : Optional.empty();
        return new SigningEnd(withdrawnAt, withdrawnAt, evidence.or(() -> hardCut), overlap);
    }

    /**
     * The keys that went before all tokens that they signed could expire, as far as such tokens live still; the latest first.
     *
     * @param accepted how long after its issue a token is accepted at most
     */
    public List<EarlyWithdrawal> earlyWithdrawals(Duration accepted) {
        List<EarlyWithdrawal> early = new ArrayList<>(0);
        for (ObservedKey key : withdrawn) {
            Instant at = key.withdrawal().orElseThrow().at();
            if (at.plus(accepted).isAfter(situation.now()) && !isPublishedOtherwise(key)) {
                SigningEnd end = signingEnd(key);
                Instant until = end.latest().plus(accepted);
                if (end.isTooLate(accepted) && until.isAfter(situation.now())) {
                    early.add(new EarlyWithdrawal(key.identity(), at, until));
                }
            }
        }
        return early;
    }
}
