package io.keyvigil.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * A published key that a consumer may lack, put into words.
 *
 * @param seenAt when its cache was seen without the key
 */
record MissingKeyText(
        PublishedKey key, KeyAcquisition recovery, boolean replaced, Optional<Instant> seenAt, Exposures exposures) {

    /** @param forSure whether nothing but the key's use is left open */
    void add(boolean forSure) {
        if (exposures.wants(key.usedFrom(), recovery.until())) {
            add(key.usedFrom(), recovery.until(), forSure, lack() + recovery.reason(), recovery.endedBy());
        }
    }

    private String lack() {
        return seenAt.map(at -> (replaced ? "held other key material under the kid of " : "did not hold ") + published()
                        + ", when its cache was read at " + Wording.of(at) + ", and rejects its tokens: ")
                .orElseGet(() -> (replaced ? "may hold other key material under the kid of " : "may not hold ")
                        + published() + ", and then rejects its tokens: ");
    }

    /** Nothing ends it but the provider. */
    void addCutOff(Instant since) {
        boolean until = recovery.atOnce() && since.isAfter(key.usedFrom());
        add(
                until ? since : key.usedFrom(),
                Optional.empty(),
                false,
                "may not hold " + published() + ", and cannot fetch it since the provider went at " + Wording.of(since),
                "the provider's recovery and its next fetch");
    }

    /** It was seen without the key when its profile says that it holds it. */
    void addRefuted(Instant seenAt) {
        add(
                key.usedFrom(),
                Optional.empty(),
                true,
                "was seen without " + published() + ", at " + Wording.of(seenAt)
                        + ", when by its profile it must have fetched it",
                "a restart, or the end of what keeps it from fetching");
    }

    private void add(Instant from, Optional<Instant> until, boolean forSure, String explanation, String endedBy) {
        exposures.add(new Exposure(
                replaced ? ExposureCause.MATERIAL_REPLACED : ExposureCause.MISSING_NEW_KEY,
                Optional.of(key.identity()),
                from,
                until,
                Certainty.certainIf(forSure && key.signs()),
                explanation,
                endedBy));
    }

    private String published() {
        return Wording.of(key.identity()) + ", published at " + Wording.of(key.publishedAt());
    }
}
