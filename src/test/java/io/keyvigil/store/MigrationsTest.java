package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old and new programs work on one schema while an upgrade rolls. */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db");
    private static final Pattern ADDS = Pattern.compile("CREATE (TABLE|(UNIQUE )?INDEX|TRIGGER|FUNCTION) .*"
            + "|ALTER TABLE \\w+ ADD COLUMN .*|INSERT INTO .*|UPDATE .*");
    private static final Pattern MUST_BE_GIVEN = Pattern.compile("ALTER TABLE .* NOT NULL(?!.* DEFAULT ).*");

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void everyStatementOnlyAdds(Path migration) throws IOException {
        // When
        List<String> statements = statements(Files.readString(migration));

        // Then
        assertThat(statements)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement).matches(ADDS).doesNotMatch(MUST_BE_GIVEN));
    }

    @Test
    void everyVersionIsInOneDirectoryOnly() throws IOException {
        assertThat(migrations().map(file -> file.getFileName().toString().split("__")[0]))
                .doesNotHaveDuplicates();
    }

    private static List<String> statements(String script) {
        String plain = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining(" "));
        return Arrays.stream(plain.replaceAll("(?s)\\$\\$.*?\\$\\$", "BODY").split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
