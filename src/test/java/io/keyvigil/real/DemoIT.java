package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo plays its story, its commands give the promised results, and it leaves no files. */
class DemoIT {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    /** The time until a poll, or a response of the time server, shows what the story says. */
    private static final Duration A_POLL = Duration.ofSeconds(4);

    /** A line of the story, and the beginning of the response to the command below it; empty if there is no command. */
    private record Scene(String line, Optional<String> answer) {
        static Scene with(String line, String answer) {
            return new Scene(line, Optional.of(answer));
        }

        static Scene without(String line) {
            return new Scene(line, Optional.empty());
        }
    }

    private static final List<Scene> STORY = List.of(
            Scene.with("Everything works: the provider signs with demo-1.", "ACCEPTED"),
            Scene.with("A gateway changes a token after signing:", "REJECTED  content-altered"),
            Scene.without("Planned rotation: the provider publishes demo-2 alongside demo-1."),
            Scene.with("The provider now signs with demo-2.", "ACCEPTED"),
            Scene.without("Clock error"),
            Scene.with("A token that is valid at the actual time", "REJECTED  clock-skewed-here"),
            Scene.without("The clock is corrected."),
            Scene.without("Provider outage"),
            Scene.without("The provider recovers."),
            Scene.without("The last tokens signed with demo-1 expire."),
            Scene.with("The provider withdraws demo-1", "REJECTED  kid-withdrawn"),
            Scene.with("Provider mistake: it replaces the key but keeps the kid demo-2", "REJECTED  kid-reused"),
            Scene.with("A token of the new key", "ACCEPTED"));

    @TempDir
    private Path directory;

    @Test
    void everySceneIsPlayedAndEachCommandGivesItsResult() throws Exception {
        assumeTrue(onPath("curl"), "curl is not installed");
        // Given
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Program program = Program.in(directory)
                .with("KEYVIGIL_DEMO_STEP_SECONDS", 5)
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        String ending;
        try (KeyvigilProcess demo = program.launch("demo")) {
            demo.awaitReady();

            // When
            for (Scene scene : STORY) {
                await(scene.line()).atMost(AMPLE).until(() -> isPrinted(demo, scene));
                scene.answer()
                        .ifPresent(begins -> await(scene.line()).atMost(A_POLL).untilAsserted(() -> assertThat(
                                        answer(command(demo.log(), scene.line())))
                                .startsWith(begins)));
            }
            demo.stop();
            ending = demo.log();
        }

        // Then
        assertThat(ending).doesNotContain("watchlist-refused", "history-failing");
        String planned = ending.substring(0, ending.indexOf("Provider mistake"));
        assertThat(planned).as("the planned rotation is safe").doesNotContain("KeyvigilRotationUnsafe");
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(path -> path.toString().contains("keyvigil")))
                    .isEmpty();
        }
    }

    /** Whether the line and, if there is one, its command are printed: one is written after the other. */
    private static boolean isPrinted(KeyvigilProcess demo, Scene scene) {
        String log = demo.log();
        return log.contains(scene.line())
                && (scene.answer().isEmpty()
                        || log.substring(log.indexOf(scene.line())).matches("(?s).*?\n    curl [^\n]*\n.*"));
    }

    private static String command(String log, String line) {
        return log.substring(log.indexOf(line))
                .lines()
                .filter(text -> text.startsWith("    curl"))
                .findFirst()
                .orElseThrow();
    }

    private static String answer(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return answer;
    }

    private static boolean onPath(String name) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, name)));
    }
}
