package io.keyvigil.consumer;

import io.keyvigil.watch.ObservedKey;
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
final class KeyTimeline {

    static final int MOST_WITHDRAWN = 16;

    private final ProviderSituation situation;
    private final KeyUse use;
    private final List<PublishedKey> published = new ArrayList<>(4);
    private final List<WithdrawnSigner> withdrawn = new ArrayList<>(0);

    KeyTimeline(ProviderSituation situation) {
        this.situation = situation;
        this.use = new KeyUse(situation);
        for (ObservedKey key : situation.state().keys()) {
            if (key.published() && key.jwk().usableForSigning()) {
                published.add(published(key));
            } else if (!key.published() && key.jwk().forSigning() && withdrawn.size() < MOST_WITHDRAWN) {
                withdrawn.add(withdrawn(key));
            }
        }
    }

    List<PublishedKey> published() {
        return published;
    }

    List<WithdrawnSigner> withdrawn() {
        return withdrawn;
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
                predecessor(key, publishedAt));
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

    private WithdrawnSigner withdrawn(ObservedKey key) {
        Instant at = key.withdrawal().orElseThrow().at();
        Optional<Instant> lastEvidence = use.lastSigned(key);
        Optional<Instant> successor = use.successorSigned(key, lastEvidence, at);
        Optional<Instant> overlap = use.overlapSince(key, at);
        boolean evident = successor.isPresent() || lastEvidence.isPresent();
        return new WithdrawnSigner(
                key.identity(),
                at,
                use.isPublishedOtherwise(key),
                successor.orElse(at),
                lastEvidence.or(() -> evident || overlap.isPresent() ? Optional.empty() : Optional.of(at)),
                successor.isPresent() ? Optional.empty() : overlap);
    }
}
