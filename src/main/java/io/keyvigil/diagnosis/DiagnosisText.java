package io.keyvigil.diagnosis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Formats a diagnosis for a terminal in at most {@value #MOST_LINES} lines: verdict, cause, remedy, evidence, and the
 * codes of the other findings.
 */
public final class DiagnosisText {

    private static final int MOST_LINES = 20;
    private static final int MOST_SUMMARY_LINES = 5;
    private static final int MOST_REMEDY_LINES = 4;
    private static final int MOST_MESSAGE_LINES = 3;
    private static final int MOST_EVIDENCE = 3;
    /** The lines reserved for the codes of the others, and for a line that the command line adds. */
    private static final int KEPT = 4;

    private static final String MORE = "With verbose there is more: every check, its evidence and references.";
    private static final Set<FindingCode> QUIET = Set.of(FindingCode.AUDIENCE_NOT_CHECKED, FindingCode.CLOCK_UNKNOWN);

    private final Diagnosis diagnosis;
    private final TerminalPage page;
    private final EvidenceText evidence;

    private DiagnosisText(Diagnosis diagnosis, boolean color) {
        this.diagnosis = diagnosis;
        this.page = new TerminalPage(color);
        this.evidence = new EvidenceText(diagnosis.diagnosedAt());
    }

    /** @param verbose whether to print everything, in any number of lines */
    public static String of(Diagnosis diagnosis, FindingTexts texts, boolean color, boolean verbose) {
        if (verbose) {
            return VerboseText.of(diagnosis, texts, color);
        }
        DiagnosisText text = new DiagnosisText(diagnosis, color);
        text.render();
        return text.page.toString();
    }

    private void render() {
        Optional<Finding> cause = cause(diagnosis);
        heading(diagnosis, page);
        page.paragraph(diagnosis.summary(), TerminalPage.INDENT, MOST_SUMMARY_LINES);
        if (!diagnosis.remedy().isEmpty()) {
            page.paragraph("What to do: " + diagnosis.remedy(), TerminalPage.INDENT, MOST_REMEDY_LINES);
        }
        if (diagnosis.token().isEmpty()) {
            steps();
        } else {
            messages();
        }
        cause.ifPresent(found -> EvidenceText.telling(found.evidence()).stream()
                .limit(Math.max(0, Math.min(MOST_EVIDENCE, MOST_LINES - KEPT - page.lines())))
                .forEach(entry -> page.paragraph(
                        entry.getKey() + ": " + evidence.of(entry.getKey(), entry.getValue()),
                        TerminalPage.INDENT,
                        1)));
        codes("Also fails: ", others(Result.FAIL, cause));
        codes("Warnings: ", others(Result.WARN, cause));
        skipped();
        if (page.lines() < MOST_LINES - 1) {
            page.paragraph(MORE, TerminalPage.INDENT);
        }
    }

    static void heading(Diagnosis diagnosis, TerminalPage page) {
        String cause = diagnosis
                .cause()
                .map(code -> TerminalPage.INDENT + page.bold(code.code()))
                .orElse("");
        String tenant = diagnosis.tenant().map(id -> "  (tenant " + id + ")").orElse("");
        page.line(page.colored(diagnosis.verdict()) + cause + tenant);
        page.empty();
    }

    static Optional<Finding> cause(Diagnosis diagnosis) {
        return diagnosis.cause().flatMap(code -> diagnosis.findings().stream()
                .filter(finding -> finding.code().equals(Optional.of(code)))
                .findFirst());
    }

    private void messages() {
        diagnosis.findings().stream()
                .filter(finding -> finding.check() == Check.MESSAGE && finding.result() == Result.WARN)
                .findFirst()
                .ifPresent(finding -> page.paragraph(
                        "The message: " + finding.explanation(), TerminalPage.INDENT, MOST_MESSAGE_LINES));
    }

    /** Prints the steps of a guide, if the request is only a message with such steps. */
    private void steps() {
        int number = 1;
        for (Finding finding : diagnosis.findings()) {
            if (finding.evidence().get("steps") instanceof List<?> steps) {
                for (Object step : steps) {
                    if (step instanceof Map<?, ?> row && page.lines() < MOST_LINES - KEPT) {
                        page.paragraph(
                                number++ + ". " + row.get("step") + " " + row.get("answer"), TerminalPage.INDENT, 1);
                    }
                }
                return;
            }
        }
    }

    private Set<String> others(Result result, Optional<Finding> cause) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.result() == result && finding.check() != Check.MESSAGE)
                .filter(finding -> !Optional.of(finding).equals(cause))
                .flatMap(finding -> finding.code().stream())
                .filter(code -> !QUIET.contains(code) || result == Result.FAIL)
                .map(FindingCode::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void codes(String title, Set<String> codes) {
        if (!codes.isEmpty()) {
            page.paragraph(title + String.join(", ", codes), TerminalPage.INDENT, 1);
        }
    }

    private void skipped() {
        String skipped = diagnosis.findings().stream()
                .filter(finding -> finding.result() == Result.SKIPPED && finding.check() != Check.MESSAGE)
                .map(finding -> finding.check().code())
                .collect(Collectors.joining(", "));
        if (diagnosis.token().isPresent() && !skipped.isEmpty()) {
            page.paragraph("Skipped: " + skipped, TerminalPage.INDENT, 1);
        }
    }
}
