package io.keyvigil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts are plain technical English. Each row finds words and sentence forms that readers stumble over, in everything
 * that ships: sources, resources, README and documentation. A limit may only fall.
 */
class LanguageTest {

    private static final List<Path> ROOTS = List.of(Path.of("src/main"), Path.of("README.md"), Path.of("src/doc"));
    private static final List<String> BINARY = List.of(".png");

    private static List<String> lines;

    @BeforeAll
    static void read() {
        lines = ROOTS.stream()
                .flatMap(LanguageTest::files)
                .flatMap(LanguageTest::linesOf)
                .toList();
    }

    static Stream<Arguments> habits() {
        return Stream.of(
                arguments(
                        "\"where\" instead of \"if\" or \"when\"",
                        "(?i)\\bwhere"
                                + " (it|they|there|that|this|one|none|no|nothing|a|an|the|its|all|both|more|only|some)\\b",
                        26),
                arguments(
                        "\"is had\", \"is told\", \"hears\"",
                        "(?i)\\b(is|are|was|were|be|been|last) (had|told|heard)\\b|\\b(over)?hears?\\b|\\boverheard\\b"
                                + "|\\bheard (of|from)\\b",
                        3),
                arguments("\"stands\" instead of \"is in\"", "(?i)\\b(stands?|stood|standing)\\b", 10),
                arguments("no actor", "(?i)\\b(nobody|somebody|anybody|everybody|whoever)\\b", 20),
                arguments(
                        "joined sentences",
                        "(?i)\\bso that\\b|, for (it|they|the|there|what|whoever|all|others|severity)\\b",
                        8),
                arguments(
                        "archaic adverbs and phrases",
                        "(?i)\\b(anew|beside|no more|any more|merely|lately|meanwhile|for ever|all the same|in force"
                                + "|seldom|indeed|bogus|give or take|by chance|reckons?)\\b",
                        24),
                arguments("\"good token\"", "(?i)\\bgood (token|one)s?\\b|\\bliving tokens?\\b", 4),
                arguments("\"mend\", \"repair\"", "(?i)\\b(mend(ed|s)?|repair(ed|s)?)\\b", 0),
                arguments(
                        "\"held against\", \"goes by\"",
                        "(?i)\\b(held against|hold it against|fares?|fate|borne out|buried|bury|went"
                                + "|goes? (by|on|with))\\b",
                        12),
                arguments(
                        "a clause as subject",
                        "(?:^|[.:;>*\"] ?)\\b(What|Who|Of (the|a|two|these|those|one|withdrawn|tenants|private"
                                + "|processes)) [a-z]+",
                        23));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("habits")
    void oldHabitDoesNotGrowBack(String habit, String pattern, int limit) {
        // Given
        Pattern place = Pattern.compile(pattern);

        // When
        List<String> found = lines.stream()
                .flatMap(line -> place.matcher(line).results().map(hit -> line.strip()))
                .toList();

        // Then
        assertThat(found.size()).as("%s: %s", habit, found).isLessThanOrEqualTo(limit);
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && BINARY.stream().noneMatch(file.toString()::endsWith))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
