package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.paste.Found;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The result of a diagnosis: the verdict, the cause, and all findings.
 *
 * @param cause the code of the finding that explains the others; empty if accepted
 * @param summary one or two sentences about this token
 * @param remedy the recommended action; empty text if none is necessary
 * @param tenant the tenant that the token was compared with
 * @param found the parts of the request: token, message, and the kinds of surrounding text
 * @param token empty if the request had none
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
