package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteJDBCLoader;

class SqliteLibraryTest {

    private static final String GLIBC = "/lib64/ld-linux-x86-64.so.2";
    private static final String ARM_GLIBC = "/lib/ld-linux-aarch64.so.1";
    private static final String MUSL = "/lib/ld-musl-x86_64.so.1";

    @TempDir
    private Path directory;

    private Path library;
    private byte[] shipped;

    @BeforeEach
    void knowWhatTheDriverShips() throws IOException {
        Optional<String> resource = SqliteLibrary.resource(
                System.getProperty("os.name"), System.getProperty("os.arch"), path -> Files.exists(path));
        Assumptions.assumeTrue(resource.isPresent(), "the driver does it its own way here");
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource.orElseThrow())) {
            shipped = in.readAllBytes();
        }
        library = directory.resolve(SqliteLibrary.FILE_NAME);
    }

    @Test
    void libraryIsItsOwnersAloneAndTheOnlyFileLeft() throws IOException {
        // When
        SqliteLibrary.load(directory);

        // Then
        assertThat(library).hasBinaryContent(shipped);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library)))
                .isEqualTo("rwx------");
        assertThat(directory)
                .isDirectoryContaining(library::equals)
                .isDirectoryNotContaining(file -> !library.equals(file));
    }

    @Test
    void libraryThatIsThereIsNotWrittenAgain() throws IOException {
        // Given
        SqliteLibrary.load(directory);
        FileTime before = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));
        Files.setLastModifiedTime(library, before);

        // When
        SqliteLibrary.load(directory);

        // Then
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(before);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("empty", octets -> new byte[0]),
                damage("cut off", octets -> Arrays.copyOf(octets, octets.length - 1)),
                damage("one octet too long", octets -> Arrays.copyOf(octets, octets.length + 1)),
                damage("of that size, but never reached the disk", octets -> new byte[octets.length]));
    }

    private static Arguments damage(String how, UnaryOperator<byte[]> damage) {
        return Arguments.of(how, damage);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void fileThatHoldsAnythingElseIsReplaced(String how, UnaryOperator<byte[]> damage) throws IOException {
        // Given
        Files.write(library, damage.apply(shipped));

        // When
        SqliteLibrary.load(directory);

        // Then
        assertThat(library).hasBinaryContent(shipped);
    }

    @Test
    void whatAKilledProcessHadBegunIsWrittenOver() throws IOException {
        // Given
        Path begun = Files.write(directory.resolve(SqliteLibrary.FILE_NAME + ".new"), new byte[7]);

        // When
        SqliteLibrary.load(directory);

        // Then
        assertThat(library).hasBinaryContent(shipped);
        assertThat(begun).doesNotExist();
    }

    @Test
    void oneWhoSetsAPropertyOfTheDriverHasItsOwnWay() {
        // Given
        System.setProperty("org.sqlite.tmpdir", directory.toString());

        // When
        try {
            SqliteLibrary.load(directory);
        } finally {
            System.clearProperty("org.sqlite.tmpdir");
        }

        // Then
        assertThat(library).doesNotExist();
    }

    @Test
    void driversPropertiesAreLeftAsTheyWere() {
        // When
        SqliteLibrary.load(directory);

        // Then
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("org.sqlite."));
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @CsvSource({
        "Linux, amd64, " + GLIBC + ", /org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
        "Linux, aarch64, " + ARM_GLIBC + ", /org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
        "Linux, amd64, " + ARM_GLIBC + ",",
        "Linux, amd64, " + MUSL + ",",
        "Linux, amd64, " + GLIBC + " " + MUSL + ",",
        "Linux, amd64, nothing,",
        "Linux, arm, " + ARM_GLIBC + ",",
        "Linux, ppc64le, " + GLIBC + ",",
        "Mac OS X, aarch64, " + ARM_GLIBC + ",",
        "Windows 11, amd64, " + GLIBC + ",",
    })
    void onlyWhereThereIsNoDoubtIsTheDriverNotAsked(
            String system, String architecture, String existing, String expected) {
        // Given
        Set<String> there = Set.of(existing.split(" "));

        // When
        Optional<String> resource =
                SqliteLibrary.resource(system, architecture, path -> there.contains(path.toString()));

        // Then
        assertThat(resource).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void processThatIsKilledLeavesNothingInTheTemporaryDirectory() throws Exception {
        // Given
        Path data = directory.resolve("data");
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Process process = openInAnotherProcess(data, temporary);

        // When
        process.destroyForcibly().waitFor();

        // Then
        assertThat(data).isDirectoryContaining("glob:**" + SqliteLibrary.FILE_NAME);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whereItCannotBeUnpackedTheDriverUnpacksIt() throws Exception {
        // Given
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(data.resolve(SqliteLibrary.FILE_NAME).resolve("in the way"));
        Path temporary = Files.createDirectory(directory.resolve("temporary"));

        // When
        Process process = openInAnotherProcess(data, temporary);

        // Then
        assertThat(temporary).isDirectoryContaining("glob:**" + SqliteLibrary.FILE_NAME);
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    private static Process openInAnotherProcess(Path data, Path temporary) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StoreHolder.class.getName()));
        command.add(data.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.lines().anyMatch("opened"::equals)).isTrue();
        return process;
    }
}
