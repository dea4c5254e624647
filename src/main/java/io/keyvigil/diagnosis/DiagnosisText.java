package io.keyvigil.diagnosis;

import io.keyvigil.jose.PlainText;
import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A diagnosis for a terminal: 80 columns, the cause first. Text of others cannot steer the terminal. */
public final class DiagnosisText {

    private static final int COLUMNS = 80;
    private static final int RESULT_COLUMNS = 8;
    private static final String INDENT = "  ";
    private static final String BOLD = "\u001B[1m";
    private static final String RED = "\u001B[31m";
    private static final String GREEN = "\u001B[32m";
    private static final String YELLOW = "\u001B[33m";
    private static final String PLAIN = "\u001B[0m";

    private final FindingTexts texts;
    private final boolean color;
    private final StringBuilder page = new StringBuilder();

    private DiagnosisText(FindingTexts texts, boolean color) {
        this.texts = texts;
        this.color = color;
    }

    public static String of(Diagnosis diagnosis, FindingTexts texts, boolean color, boolean verbose) {
        return new DiagnosisText(texts, color).render(diagnosis);
    }

    private String render(Diagnosis diagnosis) {
        String verdict = AsciiCase.upper(diagnosis.verdict().code());
        page.append(colored(colorOf(diagnosis.verdict()), verdict));
        diagnosis.cause().ifPresent(cause -> page.append(INDENT).append(colored(BOLD, cause.code())));
        diagnosis
                .tenant()
                .ifPresent(tenant -> page.append("  (tenant ").append(tenant).append(')'));
        page.append("\n\n");
        paragraph(diagnosis.summary(), INDENT);
        if (!diagnosis.remedy().isEmpty()) {
            page.append('\n');
            paragraph("What to do: " + diagnosis.remedy(), INDENT);
        }
        section("Findings");
        diagnosis.findings().stream().filter(Finding::fails).forEach(this::finding);
        diagnosis.findings().stream()
                .filter(found -> found.result() == Result.WARN)
                .forEach(this::finding);
        diagnosis.findings().stream()
                .filter(found -> found.result() == Result.PASS)
                .forEach(this::brief);
        diagnosis.findings().stream()
                .filter(found -> found.result() == Result.SKIPPED)
                .forEach(this::brief);
        consumers(diagnosis.consumers());
        token(diagnosis);
        return page.toString();
    }

    private void finding(Finding finding) {
        Result result = finding.result();
        page.append(INDENT).append(colored(colorOf(result), result.code() + padding(result)));
        page.append(finding.check().code());
        finding.code().ifPresent(code -> page.append(": ").append(colored(BOLD, code.code())));
        page.append('\n');
        paragraph(finding.explanation(), INDENT.repeat(5));
        finding.evidence().forEach((name, value) -> evidence(name, value, INDENT.repeat(5)));
        finding.code().ifPresent(code -> {
            if (!texts.aadsts(code).isEmpty()) {
                paragraph("often seen as " + String.join(", ", texts.aadsts(code)), INDENT.repeat(5));
            }
            unbroken(texts.reference(code), INDENT.repeat(5));
        });
    }

    private void brief(Finding finding) {
        Result result = finding.result();
        String rest = padding(result) + finding.check().code() + ": ";
        int width = COLUMNS - INDENT.length() - result.code().length() - rest.length();
        List<String> lines = wrapped(PlainText.of(finding.explanation()), width);
        page.append(INDENT).append(colored(colorOf(result), result.code())).append(rest);
        page.append(lines.isEmpty() ? "" : lines.get(0)).append('\n');
        lines.stream()
                .skip(1)
                .forEach(line -> page.append(INDENT.repeat(5)).append(line).append('\n'));
    }

    private static String padding(Result result) {
        return " ".repeat(RESULT_COLUMNS - result.code().length());
    }

    private void evidence(String name, Object value, String indent) {
        if (value instanceof Map<?, ?> members) {
            page.append(indent).append(name).append(":\n");
            members.forEach((member, nested) -> evidence(String.valueOf(member), nested, indent + INDENT));
        } else if (value instanceof List<?> elements && elements.stream().anyMatch(Map.class::isInstance)) {
            page.append(indent).append(name).append(":\n");
            elements.forEach(element -> paragraph("- " + element, indent + INDENT));
        } else {
            paragraph(name + ": " + value, indent);
        }
    }

    private void consumers(List<ConsumerVerdict> consumers) {
        if (consumers.isEmpty()) {
            return;
        }
        section("Consumers");
        consumers.forEach(consumer -> paragraph(
                consumer.consumer() + " (" + consumer.profile().orElse("observed") + "): "
                        + consumer.verdict().code() + ", " + consumer.reason(),
                INDENT));
    }

    private void token(Diagnosis diagnosis) {
        diagnosis.token().ifPresent(token -> {
            section("Token " + token.fingerprint());
            token.header().forEach((name, value) -> paragraph(name + ": " + value, INDENT));
            token.claims().forEach((name, value) -> paragraph(name + ": " + value, INDENT));
        });
    }

    private void section(String title) {
        page.append('\n').append(colored(BOLD, title)).append('\n');
    }

    private void paragraph(String text, String indent) {
        wrapped(PlainText.of(text), COLUMNS - indent.length())
                .forEach(line -> page.append(indent).append(line).append('\n'));
    }

    /** An address is of use only whole. */
    private void unbroken(String text, String indent) {
        page.append(indent).append(PlainText.of(text)).append('\n');
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (line.length() > 0 && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.length() > 0 ? " " : "").append(rest);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static String colorOf(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> GREEN;
            case REJECTED -> RED;
            case UNDETERMINED -> YELLOW;
        };
    }

    private static String colorOf(Result result) {
        return switch (result) {
            case PASS -> GREEN;
            case FAIL -> RED;
            case WARN -> YELLOW;
            case SKIPPED -> "";
        };
    }

    private String colored(String escape, String text) {
        return color && !escape.isEmpty() ? escape + text + PLAIN : text;
    }
}
