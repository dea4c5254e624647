package io.keyvigil.diagnosis;

import java.util.List;
import java.util.Map;

/** Formats a diagnosis for a terminal with all findings, the cause first. */
final class VerboseText {

    private static final int RESULT_COLUMNS = 8;
    private static final String INDENT = TerminalPage.INDENT;
    private static final String DEEP = INDENT.repeat(5);

    private final Diagnosis diagnosis;
    private final FindingTexts texts;
    private final TerminalPage page;
    private final EvidenceText evidence;

    private VerboseText(Diagnosis diagnosis, FindingTexts texts, boolean color) {
        this.diagnosis = diagnosis;
        this.texts = texts;
        this.page = new TerminalPage(color);
        this.evidence = new EvidenceText(diagnosis.diagnosedAt());
    }

    static String of(Diagnosis diagnosis, FindingTexts texts, boolean color) {
        VerboseText text = new VerboseText(diagnosis, texts, color);
        text.render();
        return text.page.toString();
    }

    private void render() {
        DiagnosisText.heading(diagnosis, page);
        page.paragraph(diagnosis.summary(), INDENT);
        if (!diagnosis.remedy().isEmpty()) {
            page.empty();
            page.paragraph("What to do: " + diagnosis.remedy(), INDENT);
        }
        section("Findings");
        for (Result result : List.of(Result.FAIL, Result.WARN, Result.PASS, Result.SKIPPED)) {
            diagnosis.findings().stream()
                    .filter(found -> found.result() == result)
                    .forEach(this::finding);
        }
        if (!diagnosis.consumers().isEmpty()) {
            section("Consumers");
            diagnosis.consumers().forEach(this::consumer);
        }
        diagnosis.token().ifPresent(this::token);
    }

    private void finding(Finding finding) {
        Result result = finding.result();
        page.line(INDENT
                + page.colored(result)
                + " ".repeat(RESULT_COLUMNS - result.code().length())
                + finding.check().code()
                + finding.code().map(code -> ": " + page.bold(code.code())).orElse(""));
        if (!diagnosis.summary().contains(finding.explanation())) {
            page.paragraph(finding.explanation(), DEEP);
        }
        finding.evidence().forEach((name, value) -> evidence(name, value, DEEP));
        finding.code().ifPresent(code -> {
            if (!texts.aadsts(code).isEmpty()) {
                page.paragraph("often seen as " + String.join(", ", texts.aadsts(code)), DEEP);
            }
            page.unbroken(texts.reference(code), DEEP);
        });
    }

    private void evidence(String name, Object value, String indent) {
        if (value instanceof Map<?, ?> members) {
            page.paragraph(name + ":", indent);
            members.forEach((member, nested) -> evidence(String.valueOf(member), nested, indent + INDENT));
        } else if (value instanceof List<?> elements && elements.stream().anyMatch(Map.class::isInstance)) {
            page.paragraph(name + ":", indent);
            elements.forEach(element -> page.paragraph("- " + evidence.of("", element), indent + INDENT));
        } else {
            page.paragraph(name + ": " + evidence.of(name, value), indent);
        }
    }

    private void consumer(ConsumerVerdict consumer) {
        page.paragraph(
                consumer.consumer() + " (" + consumer.profile().orElse("observed") + "): "
                        + consumer.verdict().code() + ", " + consumer.reason(),
                INDENT);
    }

    private void token(TokenSummary token) {
        section("Token " + token.fingerprint());
        token.header().forEach((name, value) -> page.paragraph(name + ": " + evidence.of("", value), INDENT));
        token.claims().forEach((name, value) -> page.paragraph(name + ": " + evidence.of(name, value), INDENT));
    }

    private void section(String title) {
        page.empty();
        page.line(page.bold(title));
    }
}
