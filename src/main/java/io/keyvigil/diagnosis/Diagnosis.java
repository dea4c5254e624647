package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.paste.Found;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer: the token's fate, the one cause, and everything that was found.
 *
 * @param cause the code of the finding that explains the others; empty when accepted
 * @param summary one or two sentences about this token
 * @param remedy what to do; empty text where nothing is to be done
 * @param tenant the tenant that the token was held against
 * @param found what the request had: token, message, and the kinds of what was around them
 * @param token empty where there was none
 */
public record Diagnosis(
        Verdict verdict,
        Optional<FindingCode> cause,
        String summary,
        String remedy,
        Optional<TenantId> tenant,
        List<Found> found,
        Optional<TokenSummary> token,
        List<Finding> findings,
        List<ConsumerVerdict> consumers,
        Optional<TrueTime.Drift> clock,
        Instant diagnosedAt) {
    public Diagnosis {
        found = List.copyOf(found);
        findings = List.copyOf(findings);
        consumers = List.copyOf(consumers);
    }
}
