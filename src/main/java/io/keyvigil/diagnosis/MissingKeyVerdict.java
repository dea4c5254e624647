package io.keyvigil.diagnosis;

import io.keyvigil.consumer.CacheExpectation;
import io.keyvigil.consumer.Certainty;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.profile.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * That a consumer's cache may not hold what a token needs.
 *
 * @param verdict rejected, unless the very token may make it fetch, or nobody knows what it does
 * @param until the last moment at which it may be so, where time ends it
 * @param reason a sentence for people; no final stop
 * @param evidence for machines; no secret
 */
record MissingKeyVerdict(Verdict verdict, Optional<Instant> until, String reason, Map<String, Object> evidence) {

    static MissingKeyVerdict of(Exposure exposure, Optional<Profile> profile) {
        boolean replaced = exposure.cause() == ExposureCause.MATERIAL_REPLACED;
        boolean mayFetch = profile.filter(known -> !CacheExpectation.mayFetchFor(known, replaced))
                .isEmpty();
        Verdict verdict =
                mayFetch && exposure.certainty() != Certainty.CERTAIN ? Verdict.UNDETERMINED : Verdict.REJECTED;
        return new MissingKeyVerdict(verdict, exposure.until(), "it " + exposure.explanation(), evidence(exposure));
    }

    /** Time does not end it: first the keys may have run out, then they have. */
    static MissingKeyVerdict ofAllKeys(Exposure exposure) {
        Verdict verdict = exposure.certainty() == Certainty.CERTAIN ? Verdict.REJECTED : Verdict.UNDETERMINED;
        return new MissingKeyVerdict(verdict, Optional.empty(), exposure.explanation(), evidence(exposure));
    }

    private static Map<String, Object> evidence(Exposure exposure) {
        return Evidence.of("why", exposure.cause().code())
                .and("certainty", exposure.certainty().code())
                .and("from", exposure.from())
                .and("until", exposure.until())
                .and("endedBy", exposure.endedBy())
                .members();
    }

    /** No poll had seen the key by then. */
    static MissingKeyVerdict beforePublication(Instant firstSeen) {
        return new MissingKeyVerdict(
                Verdict.REJECTED,
                Optional.of(firstSeen),
                "the key was first seen published at " + Wording.of(firstSeen),
                Evidence.of("until", firstSeen).members());
    }

    /** In front of the reason: what the consumer does, and until when. */
    String fate() {
        String rejects = verdict == Verdict.REJECTED ? "rejects" : "may reject";
        return until.map(end -> rejects + " the token until " + Wording.of(end) + " at the latest: " + reason)
                .orElseGet(() -> rejects + " the token: " + reason);
    }
}
