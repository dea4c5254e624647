package io.keyvigil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.keyvigil.tenant.WatchListParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kustomize makes of k8s. Skipped where neither kubectl (1.21 or newer) nor kustomize is installed. */
class KustomizeTest {

    private static final Optional<Kustomize> KUSTOMIZE = Kustomize.find();

    @TempDir
    private Path overlay;

    static Stream<Path> overlays() throws IOException {
        return directories("Kustomization");
    }

    static Stream<Path> components() throws IOException {
        return directories("Component");
    }

    private static Stream<Path> directories(String kind) throws IOException {
        return Manifests.files(Optional.of("kustomization.yaml")).stream()
                .filter(file -> contains(file, "kind: " + kind))
                .map(Path::getParent);
    }

    @BeforeEach
    void needsKustomize() {
        assumeTrue(KUSTOMIZE.isPresent(), "neither kubectl 1.21 or newer nor kustomize is installed");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyOverlayMakesWhatKubernetesKnows(Path directory) {
        // When
        List<HasMetadata> made = build(directory);

        // Then
        assertThat(made).isNotEmpty();
        assertThat(made.stream()
                        .map(each -> each.getKind() + " " + each.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentGoesWithTheCentralDeployment(Path component) throws IOException {
        // Given
        write(
                "kustomization.yaml",
                "resources: ['%s']\ncomponents: ['%s']\n"
                        .formatted(relative(Manifests.DIRECTORY.resolve("central")), relative(component)));

        // When
        List<HasMetadata> made = build(overlay);

        // Then
        assertThat(made).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void watchListKeepsItsNameAndIsRight(Path directory) {
        // When
        ConfigMap watchList = only(build(directory), ConfigMap.class);

        // Then: with a hash in its name a change would restart the pods
        assertThat(watchList.getMetadata().getName()).isEqualTo("keyvigil-watchlist");
        assertThat(watchList.getData()).containsOnlyKeys("watchlist.yaml");
        assertThat(WatchListParser.parse("watchlist.yaml", watchList.getData().get("watchlist.yaml"))
                        .problems())
                .isEmpty();
    }

    @Test
    void centralKeepsItsHistoryOnItsVolume() {
        // When
        List<HasMetadata> made = build(Manifests.DIRECTORY.resolve("central"));

        // Then
        PodSpec pod = only(made, Deployment.class).getSpec().getTemplate().getSpec();
        Volume data = named(pod, "data");
        assertThat(data.getEmptyDir()).isNull();
        assertThat(data.getPersistentVolumeClaim().getClaimName())
                .isEqualTo(only(made, PersistentVolumeClaim.class).getMetadata().getName());
    }

    @Test
    void clustersIssuerIsAskedWithTheClustersCaOnTheApiServersPort() {
        // When
        List<HasMetadata> made = build(Manifests.DIRECTORY.resolve("examples/cluster-issuer"));

        // Then
        PodSpec pod = only(made, Deployment.class).getSpec().getTemplate().getSpec();
        assertThat(named(pod, "cluster-ca").getConfigMap().getName()).isEqualTo("kube-root-ca.crt");
        assertThat(pod.getContainers().get(0).getVolumeMounts()).anySatisfy(mount -> assertThat(
                        only(made, ConfigMap.class).getData().get("watchlist.yaml"))
                .contains("tls-ca: " + mount.getMountPath() + "/ca.crt"));
        assertThat(only(made, NetworkPolicy.class).getSpec().getEgress())
                .anySatisfy(rule ->
                        assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(6443));
    }

    @Test
    void applicationStaysAsItWasAndFirst() throws IOException {
        // Given
        Deployment alone =
                Manifests.decode(Manifests.DIRECTORY.resolve("examples/sidecar/orders.yaml"), Deployment.class);

        // When
        Deployment both = only(build(Manifests.DIRECTORY.resolve("examples/sidecar")), Deployment.class);

        // Then
        List<Container> containers = both.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).hasSize(2);
        assertThat(containers.get(0))
                .isEqualTo(
                        alone.getSpec().getTemplate().getSpec().getContainers().get(0));
        assertThat(containers.get(1).getName()).isEqualTo("keyvigil");
        assertThat(both.getSpec().getSelector()).isEqualTo(alone.getSpec().getSelector());
        assertThat(both.getSpec().getReplicas()).isEqualTo(alone.getSpec().getReplicas());
    }

    @Test
    void deploymentWithoutTheLabelIsLeftAlone() throws IOException {
        // Given
        ordersWithSidecar();
        String labelled = Files.readString(Manifests.DIRECTORY.resolve("examples/sidecar/orders.yaml"));
        write("orders.yaml", labelled.replace("    keyvigil.io/sidecar: \"true\"\n", ""));

        // When
        Deployment made = only(build(overlay), Deployment.class);

        // Then
        assertThat(made.getSpec().getTemplate().getSpec().getContainers()).hasSize(1);
        assertThat(made.getSpec().getTemplate().getSpec().getVolumes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withVolumesOrWithout")
    void statefulSetsAndDaemonSetsGetItToo(Map.Entry<String, String> application) throws IOException {
        // Given
        ordersWithSidecar();
        write(
                "orders.yaml",
                """
                {apiVersion: apps/v1, kind: %s, metadata: {name: orders, labels: {keyvigil.io/sidecar: "true"}},
                 spec: {template: {spec: {containers: [{name: orders}]%s}}}}
                """
                        .formatted(application.getKey(), application.getValue()));

        // When
        String made = KUSTOMIZE.orElseThrow().build(overlay);

        // Then
        assertThat(made)
                .contains("kind: " + application.getKey())
                .contains("name: keyvigil-watchlist")
                .contains("name: KEYVIGIL_WATCHLIST_ON_ERROR");
        assertThat(made.contains("name: own")).isEqualTo(application.getValue().contains("own"));
    }

    static Stream<Map.Entry<String, String>> withVolumesOrWithout() {
        return Stream.of("StatefulSet", "DaemonSet", "Deployment")
                .flatMap(kind -> Stream.of("", ", volumes: [{name: own, emptyDir: {}}]")
                        .map(volumes -> Map.entry(kind, volumes)));
    }

    private static List<HasMetadata> build(Path directory) {
        return Manifests.decode(KUSTOMIZE.orElseThrow().build(directory));
    }

    private static <T extends HasMetadata> T only(List<HasMetadata> made, Class<T> type) {
        List<T> found = made.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    private static Volume named(PodSpec pod, String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void ordersWithSidecar() throws IOException {
        write(
                "kustomization.yaml",
                "resources: [orders.yaml]\ncomponents: ['%s']\n"
                        .formatted(relative(Manifests.DIRECTORY.resolve("components/sidecar"))));
    }

    /** Kustomize takes no absolute path. */
    private Path relative(Path directory) throws IOException {
        return overlay.toRealPath().relativize(directory.toRealPath());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(overlay.resolve(name), text);
    }
}
