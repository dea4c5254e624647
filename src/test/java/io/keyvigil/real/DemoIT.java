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

/** The demo tells its story, its commands do what they say, and nothing is left of it. */
class DemoIT {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    /** Until a poll, or a time server's answer, has told what the story tells. */
    private static final Duration A_POLL = Duration.ofSeconds(4);

    /** What the story says, and how the answer to the command below it begins; empty where there is no command. */
    private record Scene(String line, Optional<String> answer) {
        static Scene with(String line, String answer) {
            return new Scene(line, Optional.of(answer));
        }

        static Scene without(String line) {
            return new Scene(line, Optional.empty());
        }
    }

    private static final List<Scene> STORY = List.of(
            Scene.with("All is well: demo-1 signs.", "ACCEPTED"),
            Scene.with("Somebody changes a token on its way:", "REJECTED  content-altered"),
            Scene.without("A planned rotation begins: the provider publishes demo-2 beside demo-1."),
            Scene.with("demo-2 signs now.", "ACCEPTED"),
            Scene.without("The last tokens of demo-1 expire."),
            Scene.with("demo-1 is withdrawn", "REJECTED  kid-withdrawn"),
            Scene.with("A mistake: the provider puts another key under the same kid", "REJECTED  kid-reused"),
            Scene.with("A token of the new key", "ACCEPTED"),
            Scene.without("The provider is down"),
            Scene.without("The provider is back."),
            Scene.without("This machine's clock goes wrong"),
            Scene.with("A token that is good by true time", "REJECTED  clock-skewed-here"));

    @TempDir
    private Path directory;

    @Test
    void everySceneIsToldAndEachCommandDoesWhatItSays() throws Exception {
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
                await(scene.line()).atMost(AMPLE).until(() -> isTold(demo, scene));
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
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(path -> path.toString().contains("keyvigil")))
                    .isEmpty();
        }
    }

    /** The line, and where there is one its command: they are written one after the other. */
    private static boolean isTold(KeyvigilProcess demo, Scene scene) {
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
