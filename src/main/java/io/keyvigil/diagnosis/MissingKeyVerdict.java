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
 * The verdict that a consumer's cache may lack the key of a token.
 *
 * @param verdict rejected, unless this token may trigger a fetch, or the behavior of the consumer is unknown
 * @param until the latest end of this state; empty if time does not end it
 * @param reason a sentence for users, without a trailing period
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

    /** The verdict if all keys may be missing. Time does not end it: the keys may expire, and later have expired. */
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

    /** The verdict if no poll had found the key by that time. */
    static MissingKeyVerdict beforePublication(Instant firstSeen) {
        return new MissingKeyVerdict(
                Verdict.REJECTED,
                Optional.of(firstSeen),
                "the key was first seen published at " + Wording.of(firstSeen),
                Evidence.of("until", firstSeen).members());
    }

    /** The text before the reason: the decision of the consumer, and its end. */
    String fate() {
        String rejects = verdict == Verdict.REJECTED ? "rejects" : "may reject";
        return until.map(end -> rejects + " the token until " + Wording.of(end) + " at the latest: " + reason)
                .orElseGet(() -> rejects + " the token: " + reason);
    }
}
