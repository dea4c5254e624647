package io.keyvigil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar decides nothing about its pod: neither whether it starts nor whether it is ready. */
class SidecarTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path log;
    private Process loop;

    @BeforeEach
    void prepare() throws IOException {
        log = Files.createFile(directory.resolve("log"));
    }

    @AfterEach
    void end() {
        if (loop != null) {
            loop.descendants().forEach(ProcessHandle::destroyForcibly);
            loop.destroyForcibly();
        }
    }

    @Test
    void noProbeJudgesIt() throws IOException {
        // When
        Container sidecar = Pods.sidecar();

        // Then
        assertThat(sidecar.getReadinessProbe()).isNull();
        assertThat(sidecar.getStartupProbe()).isNull();
        assertThat(sidecar.getLivenessProbe()).isNull();
        assertThat(sidecar.getLifecycle()).isNull();
    }

    @Test
    void wrongWatchListDoesNotEndIt() throws IOException {
        assertThat(Pods.sidecar().getEnv()).anySatisfy(variable -> {
            assertThat(variable.getName()).isEqualTo("KEYVIGIL_WATCHLIST_ON_ERROR");
            assertThat(variable.getValue()).isEqualTo("degrade");
        });
    }

    @Test
    void nothingHasToExistBeforeThePodStartsAndNoVolumeCanEvictIt() throws IOException {
        // When
        PodSpec pod = Pods.sidecarPod().getSpec().getTemplate().getSpec();

        // Then
        assertThat(pod.getVolumes()).isNotEmpty().allSatisfy(volume -> {
            if (volume.getEmptyDir() == null) {
                assertThat(volume.getConfigMap().getOptional()).isTrue();
            } else {
                assertThat(volume.getEmptyDir().getSizeLimit()).isNull();
                assertThat(volume.getEmptyDir().getMedium()).isNull();
            }
        });
        assertThat(pod.getInitContainers()).isEmpty();
    }

    @Test
    void nothingIsSaidAboutThePodItself() throws IOException {
        // When
        PodTemplateSpec template = Pods.sidecarPod().getSpec().getTemplate();

        // Then: what the application's owner says about the pod stays in force
        PodSpec onlyVolumes = new PodSpec();
        onlyVolumes.setVolumes(template.getSpec().getVolumes());
        assertThat(template.getSpec()).isEqualTo(onlyVolumes);
        assertThat(template.getMetadata().getLabels()).containsOnlyKeys("keyvigil.io/sidecar");
    }

    @Test
    void applicationsTokenIsHidden() throws IOException {
        assertThat(Pods.sidecar().getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().equals("/var/run/secrets/kubernetes.io/serviceaccount"))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getReadOnly()).isTrue());
    }

    @Test
    void programThatEndsIsStartedAgainInTheSameContainer() throws IOException {
        // Given
        keyvigil("exit 1");

        // When
        start();

        // Then
        await().atMost(LONG).until(() -> lines().size() >= 3);
        assertThat(loop.isAlive()).isTrue();
        assertThat(lines()).allMatch("started serve"::equals);
    }

    @Test
    void endOfThePodReachesTheProgramAndWaitsForIt() throws IOException, InterruptedException {
        // Given
        keyvigil("trap 'sleep 1; echo ended >>\"$LOG\"; exit 143' TERM; while :; do sleep 0.1; done");
        start();
        await().atMost(LONG).until(() -> lines().size() == 1);

        // When
        loop.destroy();

        // Then
        assertThat(loop.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(loop.exitValue()).isZero();
        assertThat(lines()).containsExactly("started serve", "ended");
    }

    @Test
    void podEndsAtOnceBetweenTwoStarts() throws IOException, InterruptedException {
        // Given
        keyvigil("exit 1");
        ProcessBuilder builder = builder();
        builder.environment().put("RESTART_SECONDS", "3600");
        loop = builder.start();
        await().atMost(LONG).until(() -> loop.descendants().anyMatch(SidecarTest::sleeps));

        // When
        loop.destroy();

        // Then
        assertThat(loop.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(lines()).hasSize(1);
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.contains("sleep") || command.contains("coreutils"))
                .isPresent();
    }

    /** Stands for the program, first on the path. */
    private void keyvigil(String behaviour) throws IOException {
        Path program = directory.resolve("keyvigil");
        Files.writeString(program, "#!/bin/sh\necho \"started $1\" >>\"$LOG\"\n" + behaviour + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private void start() throws IOException {
        ProcessBuilder builder = builder();
        builder.environment().put("RESTART_SECONDS", "1");
        loop = builder.start();
    }

    private ProcessBuilder builder() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Pods.sidecar().getCommand())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LOG", log.toString());
        builder.environment().merge("PATH", directory.toString(), (path, first) -> first + ":" + path);
        return builder;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(log);
    }
}
