package io.keyvigil.cli;

import io.keyvigil.jose.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table with aligned columns, two spaces apart. Text from other parties is converted to {@link PlainText}. */
final class TextTable {

    private TextTable() {}

    static String of(List<String> heading, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(heading);
        rows.forEach(row -> all.add(row.stream().map(PlainText::of).toList()));
        int[] widths = IntStream.range(0, heading.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        all.forEach(row -> text.append(line(row, widths)).append(System.lineSeparator()));
        return text.toString();
    }

    private static String line(List<String> row, int... widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
