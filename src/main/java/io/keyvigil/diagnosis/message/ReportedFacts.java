package io.keyvigil.diagnosis.message;

import java.util.List;
import java.util.Optional;

/**
 * The values in an error text. They are untrusted: the diagnosis decides which of them may be shown.
 *
 * @param currentTime the clock of the program that wrote the message
 * @param timestamp the same clock, from the end of the message or the JSON around it
 * @param validFrom of the token
 * @param validUntil of the token
 * @param keyValidFrom of the key or certificate that the validator found
 * @param kids of the token
 * @param heldKids of the keys that the validator tried
 * @param subjects for comparison only
 * @param hidden whether the library hides values as personal
 */
public record ReportedFacts(
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
        Optional<Integer> keysInParameters,
        Optional<String> correlationId,
        Optional<String> traceId,
        boolean hidden) {

    /** The most reliable reading of that program's clock. */
    public Optional<MessageTime> clock() {
        return currentTime.or(() -> timestamp);
    }

    /** The number of keys of the validator, from its configuration or from the metadata of the provider. */
    public Optional<Integer> keysHeld() {
        return keysInConfiguration.map(number -> number + keysInParameters.orElse(0));
    }

    @Override
    public String toString() {
        return "ReportedFacts";
    }
}
