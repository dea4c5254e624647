package io.keyvigil.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.keyvigil.testing.Documentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both containers may, after the restricted profile of the Pod Security Standards, and where they may write. */
class PodSecurityTest {

    private static final long USER = 1001;
    private static final List<String> WRITABLE = List.of("/tmp", "/var/lib/keyvigil");

    static Stream<Named<Container>> containers() throws IOException {
        return Stream.of(Named.of("central", Pods.base().getContainers().get(0)), Named.of("sidecar", Pods.sidecar()));
    }

    static Stream<Named<List<Volume>>> volumes() throws IOException {
        return Stream.of(
                Named.of("central", Pods.base().getVolumes()),
                Named.of(
                        "sidecar",
                        Pods.sidecarPod().getSpec().getTemplate().getSpec().getVolumes()));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void containerIsRestricted(Container container) {
        // When
        SecurityContext context = container.getSecurityContext();

        // Then
        assertThat(context.getRunAsNonRoot()).isTrue();
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getPrivileged()).isNull();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(context.getCapabilities().getAdd()).isEmpty();
        assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void dataAndTemporaryFilesCanBeWrittenAndNothingElse(Container container) {
        assertThat(container.getVolumeMounts().stream()
                        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                        .map(VolumeMount::getMountPath))
                .containsExactlyInAnyOrderElementsOf(WRITABLE);
        assertThat(setting(container, "KEYVIGIL_DATA_DIR")).startsWith("/var/lib/keyvigil/");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void watchListIsMountedAsDirectorySoThatItsChangesArrive(Container container) {
        // When
        Path watchList = Path.of(setting(container, "KEYVIGIL_WATCHLIST"));

        // Then
        assertThat(container.getVolumeMounts())
                .filteredOn(mount ->
                        mount.getMountPath().equals(watchList.getParent().toString()))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getSubPath()).isNull());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everySettingExists(Container container) throws IOException {
        // Given
        String readme = Documentation.text();

        // When
        List<String> settings = container.getEnv().stream()
                .map(EnvVar::getName)
                .filter(name -> name.startsWith("KEYVIGIL_"))
                .toList();

        // Then: the table of settings, which another test holds against the code
        assertThat(settings).isNotEmpty().allSatisfy(setting -> assertThat(readme)
                .contains("| `" + setting + "` |"));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void memoryIsBoundedAndTheProcessorIsNot(Container container) {
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
        assertThat(bytes(container.getResources().getRequests().get("memory")))
                .isLessThanOrEqualTo(bytes(container.getResources().getLimits().get("memory")));
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void everyMountHasItsVolume(List<Volume> volumes) throws IOException {
        assertThat(volumes.stream().map(Volume::getName))
                .containsExactlyInAnyOrderElementsOf(containers()
                        .map(Named::getPayload)
                        .map(container -> container.getVolumeMounts().stream()
                                .map(VolumeMount::getName)
                                .toList())
                        .filter(mounted -> mounted.contains(volumes.get(0).getName()))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void centralPodIsRestrictedAsAWhole() throws IOException {
        // When
        PodSpec pod = Pods.base();

        // Then
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(USER);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(USER);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @Test
    void serviceAccountHandsOutNoToken() throws IOException {
        // When
        ServiceAccount account =
                Manifests.decode(Manifests.DIRECTORY.resolve("base/service-account.yaml"), ServiceAccount.class);

        // Then
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(Pods.base().getServiceAccountName())
                .isEqualTo(account.getMetadata().getName());
    }

    @Test
    void centralContainerIsProbedWhereItAnswers() throws IOException {
        // When
        Container container = Pods.base().getContainers().get(0);

        // Then
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/started");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(container.getReadinessProbe().getHttpGet().getPort().getStrVal())
                .isEqualTo(container.getPorts().get(0).getName());
    }

    private static String setting(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }
}
