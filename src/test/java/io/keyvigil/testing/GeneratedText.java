package io.keyvigil.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a checked-in file that follows from the code. A test compares both; with {@code -Dupdate} it rewrites the file
 * instead: {@code mvn -B test -Dupdate -Dtest=DocumentationTest,AlertRulesTest,WatchListSchemaTest}.
 */
public final class GeneratedText {

    private static final String HINT = "out of date; rewrite it with: mvn -B test -Dupdate -Dtest=";

    private GeneratedText() {}

    /** Requires that the file is its own revision, or revises it. */
    public static void requireUpToDate(Path file, Class<?> test, UnaryOperator<String> revision) {
        try {
            String text = Files.readString(file);
            String expected = revision.apply(text);
            if (System.getProperty("update") != null && !expected.equals(text)) {
                Files.writeString(file, expected);
                return;
            }
            assertThat(text).as("%s is %s%s", file, HINT, test.getSimpleName()).isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the rows below the table head, up to the first line that is no row. */
    public static UnaryOperator<String> table(String head, List<String> rows) {
        Pattern table = Pattern.compile("(" + Pattern.quote(head) + "\\n\\|[-:| ]+\\|\\n)(?:\\|.*\\n)*");
        return text -> replaced(text, table, found -> found.group(1) + String.join("\n", rows) + "\n");
    }

    /** Replaces the number in front of these words, at every place. */
    public static UnaryOperator<String> count(int number, String words) {
        Pattern place = Pattern.compile("\\b\\d+ " + Pattern.quote(words));
        return text -> replaced(text, place, found -> number + " " + words);
    }

    /** Replaces what the pattern matches. The file must have it. */
    public static String replaced(String text, Pattern place, Function<MatchResult, String> replacement) {
        assertThat(text).containsPattern(place);
        return place.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
    }
}
