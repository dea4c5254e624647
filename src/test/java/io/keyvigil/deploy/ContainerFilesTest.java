package io.keyvigil.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The container files go with the manifests, and with each other. No image is built here. */
class ContainerFilesTest {

    private static final Path DIRECTORY = Path.of("src/main/docker");

    static Stream<Path> containerFiles() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("Dockerfile"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("containerFiles")
    void userIsTheOneThatTheManifestsName(Path file) throws IOException {
        // When
        String user = only("(?m)^USER (.+)$", file);

        // Then
        assertThat(user)
                .isEqualTo(Long.toString(Pods.base().getSecurityContext().getRunAsUser()));
        assertThat(user)
                .isEqualTo(Long.toString(Pods.sidecar().getSecurityContext().getRunAsUser()));
    }

    /** The native images have the option from their build. */
    @Test
    void exhaustedMemoryEndsTheProcess() throws IOException {
        assertThat(only("(?m)^ENV JAVA_OPTS=(.+)$", DIRECTORY.resolve("Dockerfile.jvm")))
                .contains("-XX:+ExitOnOutOfMemoryError");
        assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
                .containsPattern("native\\.additional-build-args=.*-R:\\+ExitOnOutOfMemoryError");
    }

    @ParameterizedTest
    @MethodSource("containerFiles")
    void portIsTheOneThatTheManifestsName(Path file) throws IOException {
        assertThat(only("(?m)^EXPOSE (.+)$", file))
                .isEqualTo(Pods.base()
                        .getContainers()
                        .get(0)
                        .getPorts()
                        .get(0)
                        .getContainerPort()
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("containerFiles")
    void programIsOnThePathUnderTheNameThatTheSidecarCalls(Path file) throws IOException {
        assertThat(Files.readString(file)).contains(" /usr/local/bin/keyvigil\n", "ENTRYPOINT [\"keyvigil\"]");
        assertThat(String.join(" ", Pods.sidecar().getCommand())).contains("keyvigil serve");
    }

    @ParameterizedTest
    @MethodSource("containerFiles")
    void historyIsKeptWhereTheManifestsMountItsVolume(Path file) throws IOException {
        assertThat(only("(?m)^VOLUME (.+)$", file))
                .isIn(Pods.base().getContainers().get(0).getVolumeMounts().stream()
                        .map(mount -> mount.getMountPath())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("containerFiles")
    void whatIsCopiedIsNotIgnored(Path file) throws IOException {
        // Given
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));

        // When
        List<String> copied = all("(?m)^COPY (?!--from=)(?:--\\S+ )*(\\S+) ", Files.readString(file));

        // Then
        assertThat(ignored.get(0)).isEqualTo("*");
        assertThat(copied).isNotEmpty().allSatisfy(source -> assertThat(
                        ignored.stream().filter(line -> line.startsWith("!")).map(line -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + line.substring(1))))
                .anyMatch(matcher -> matcher.matches(Path.of(source.replace("*", "any")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyvigil", "train.sh"})
    void scriptIsOneAndMayBeRun(String name) throws IOException, InterruptedException {
        // Given
        Path script = DIRECTORY.resolve(name);
        String shell = only("^#!(\\S+)", script);

        // When
        Process check =
                new ProcessBuilder(shell, "-n", script.toString()).inheritIO().start();

        // Then
        assertThat(check.waitFor()).isZero();
        assertThat(script).isExecutable();
    }

    /** The JVM passes over a cache that was made with another collector or other object headers. */
    @Test
    void cacheIsMadeWithTheOptionsThatItIsUsedWith() throws IOException {
        // Given
        String file = Files.readString(DIRECTORY.resolve("Dockerfile.jvm"));
        List<String> used = List.of(all("JAVA_OPTS=\"([^\"]+)\"", file).get(0).split(" "));

        // When
        List<String> made = List.of(all("train\\.sh /deployments /deployments/app\\.aot ([^\\\\]+)", file)
                .get(0)
                .strip()
                .split(" "));

        // Then
        assertThat(made).isNotEmpty();
        assertThat(used).containsAll(made);
        assertThat(Files.readString(DIRECTORY.resolve("keyvigil"))).contains("-XX:AOTCache=/deployments/app.aot ");
    }

    private static String only(String pattern, Path file) throws IOException {
        List<String> found = all(pattern, Files.readString(file));
        assertThat(found).as(file + ": " + pattern).hasSize(1);
        return found.get(0);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
