package io.keyvigil.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * What stands in an error text beside its code. Texts are what a stranger pasted: {@link MessageValues} decides which of
 * them may be shown.
 *
 * @param currentTime the clock of whoever wrote the message
 * @param timestamp the same, from the end of the message or the JSON around it
 * @param validFrom of the token
 * @param validUntil of the token
 * @param keyValidFrom of the key or certificate that the receiver found
 * @param kids of the token
 * @param heldKids of the keys that the validator tried
 * @param subjects for comparison only
 * @param hidden whether the library hides values as personal
 */
record ReportedFacts(
        Optional<MessageTime> currentTime,
        Optional<MessageTime> timestamp,
        Optional<MessageTime> validFrom,
        Optional<MessageTime> validUntil,
        Optional<MessageTime> keyValidFrom,
        Optional<MessageTime> keyValidUntil,
        List<String> thumbprints,
        List<String> kids,
        List<String> heldKids,
        List<String> issuers,
        List<String> acceptedIssuers,
        List<String> audiences,
        List<String> acceptedAudiences,
        List<String> subjects,
        Optional<Integer> keysInConfiguration,
        Optional<String> correlationId,
        Optional<String> traceId,
        boolean hidden) {

    /** The best reading of the writer's clock. */
    Optional<MessageTime> clock() {
        return currentTime.or(() -> timestamp);
    }

    @Override
    public String toString() {
        return "ReportedFacts";
    }
}
