package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keyvigil.diagnosis.ConsumerVerdict;
import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.Finding;
import io.keyvigil.diagnosis.FindingCode;
import io.keyvigil.diagnosis.FindingTexts;
import io.keyvigil.diagnosis.TokenSummary;
import io.keyvigil.diagnosis.TrueTime;
import io.keyvigil.diagnosis.paste.Found;
import io.keyvigil.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A diagnosis as JSON. */
record DiagnosisView(
        String verdict,
        @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> cause,
        String summary,
        String remedy,
        @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> tenant,
        List<FoundView> found,
        Optional<TokenSummary> token,
        List<FindingView> findings,
        List<ConsumerView> consumers,
        Optional<DriftView> clock,
        Instant diagnosedAt) {

    /** One part of the request: its kind and position, never its text. */
    record FoundView(String kind, String where) {
        static FoundView of(Found found) {
            return new FoundView(found.kind().code(), found.where());
        }
    }

    /** One finding, with the texts of its code. */
    record FindingView(
            String check,
            String result,
            Optional<String> code,
            String explanation,
            Map<String, Object> evidence,
            Optional<String> remedy,
            List<String> aadsts,
            Optional<String> reference) {
        static FindingView of(Finding finding, FindingTexts texts) {
            Optional<FindingCode> code = finding.code();
            return new FindingView(
                    finding.check().code(),
                    finding.result().code(),
                    code.map(FindingCode::code),
                    finding.explanation(),
                    finding.evidence(),
                    finding.remedy().or(() -> code.map(texts::remedy)),
                    code.map(texts::aadsts).orElse(List.of()),
                    code.map(texts::reference));
        }
    }

    /** The reaction of one consumer to the token. */
    record ConsumerView(String consumer, Optional<String> profile, String verdict, String reason) {
        static ConsumerView of(ConsumerVerdict verdict) {
            return new ConsumerView(
                    verdict.consumer(), verdict.profile(), verdict.verdict().code(), verdict.reason());
        }
    }

    /** This clock minus the actual time, and the maximum error of that offset. */
    record DriftView(Duration offset, Duration errorBound) {
        static DriftView of(TrueTime.Drift drift) {
            return new DriftView(drift.offset(), drift.errorBound());
        }
    }

    static DiagnosisView of(Diagnosis diagnosis, FindingTexts texts) {
        return new DiagnosisView(
                diagnosis.verdict().code(),
                diagnosis.cause().map(FindingCode::code),
                diagnosis.summary(),
                diagnosis.remedy(),
                diagnosis.tenant().map(TenantId::value),
                diagnosis.found().stream().map(FoundView::of).toList(),
                diagnosis.token(),
                diagnosis.findings().stream()
                        .map(finding -> FindingView.of(finding, texts))
                        .toList(),
                diagnosis.consumers().stream().map(ConsumerView::of).toList(),
                diagnosis.clock().map(DriftView::of),
                diagnosis.diagnosedAt());
    }
}
