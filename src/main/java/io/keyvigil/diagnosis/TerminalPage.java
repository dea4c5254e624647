package io.keyvigil.diagnosis;

import io.keyvigil.jose.PlainText;
import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.List;

/** Text for a terminal of {@value #COLUMNS} columns. Untrusted text cannot control the terminal. */
final class TerminalPage {

    static final String INDENT = "  ";
    private static final int COLUMNS = 80;
    private static final String BOLD = "\u001B[1m";
    private static final String RED = "\u001B[31m";
    private static final String GREEN = "\u001B[32m";
    private static final String YELLOW = "\u001B[33m";
    private static final String PLAIN = "\u001B[0m";

    private final boolean color;
    private final List<String> lines = new ArrayList<>();

    TerminalPage(boolean color) {
        this.color = color;
    }

    int lines() {
        return lines.size();
    }

    void empty() {
        lines.add("");
    }

    /** Adds a line that is known to be safe and short. */
    void line(String text) {
        lines.add(text);
    }

    void paragraph(String text, String indent) {
        paragraph(text, indent, Integer.MAX_VALUE);
    }

    /** Adds at most {@code most} lines; the last one ends with an ellipsis if there is more. */
    void paragraph(String text, String indent, int most) {
        List<String> wrapped = wrapped(PlainText.of(text), COLUMNS - indent.length());
        for (int index = 0; index < Math.min(most, wrapped.size()); index++) {
            boolean cut = index == most - 1 && wrapped.size() > most;
            lines.add(indent + (cut ? cut(wrapped.get(index), COLUMNS - indent.length()) : wrapped.get(index)));
        }
    }

    private static String cut(String line, int width) {
        return (line.length() < width ? line : line.substring(0, width - 1)) + "…";
    }

    /** Adds a text without line breaks, because a URL is only useful as a whole. */
    void unbroken(String text, String indent) {
        lines.add(indent + PlainText.of(text));
    }

    String bold(String text) {
        return colored(BOLD, text);
    }

    String colored(Verdict verdict) {
        String text = AsciiCase.upper(verdict.code());
        return colored(
                switch (verdict) {
                    case ACCEPTED -> GREEN;
                    case REJECTED -> RED;
                    case UNDETERMINED -> YELLOW;
                },
                text);
    }

    String colored(Result result) {
        return switch (result) {
            case PASS -> colored(GREEN, result.code());
            case FAIL -> colored(RED, result.code());
            case WARN -> colored(YELLOW, result.code());
            case SKIPPED -> result.code();
        };
    }

    private String colored(String escape, String text) {
        return color ? escape + text + PLAIN : text;
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

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
