package io.keyvigil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.keyvigil.tenant.WatchListParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of k8s as it stands, without kustomize. */
class ManifestFilesTest {

    private static final Path BASE = Manifests.DIRECTORY.resolve("base");
    private static final Path COMPONENTS = Manifests.DIRECTORY.resolve("components");

    static Stream<Path> manifests() throws IOException {
        return Manifests.files(Optional.empty()).stream()
                .filter(file -> !List.of("kustomization.yaml", "watchlist.yaml")
                        .contains(file.getFileName().toString()))
                .filter(file -> !isJsonPatch(file) && !isOfPrometheus(file));
    }

    static Stream<Path> watchLists() throws IOException {
        return Manifests.files(Optional.of("watchlist.yaml")).stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyMemberIsOneThatKubernetesKnows(Path file) throws IOException {
        assertThat(Manifests.decode(Files.readString(file))).isNotEmpty().allSatisfy(resource -> assertThat(
                        resource.getMetadata().getName())
                .isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {port: []}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: high}]}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a, name: b}}",
                "{apiVersion: v2, kind: Service, metadata: {name: a}}",
                "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{memory: 1Gi}]}}}}",
                "{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, spec: {endpoints: []}}"
            })
    void mistakesAreNoticed(String manifest) {
        assertThatThrownBy(() -> Manifests.decode(manifest)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @MethodSource("watchLists")
    void everyWatchListIsRight(Path file) {
        assertThat(WatchListParser.parse(file).problems()).isEmpty();
    }

    @Test
    void onlyMonitoringAndApplicationsMayAskAndOnlyOnePortIsOpen() throws IOException {
        // When
        NetworkPolicy policy = Manifests.decode(BASE.resolve("network-policy.yaml"), NetworkPolicy.class);

        // Then: an empty list of peers would let everybody in
        List<NetworkPolicyIngressRule> ingress = policy.getSpec().getIngress();
        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(ingress).hasSize(2).allSatisfy(rule -> {
            assertThat(rule.getFrom()).isNotEmpty();
            assertThat(rule.getPorts())
                    .singleElement()
                    .satisfies(port -> assertThat(port.getPort().getIntVal()).isEqualTo(9494));
        });
    }

    @Test
    void keyvigilMayAskNamesProvidersAndTimeServersOnly() throws IOException {
        // When
        NetworkPolicy policy = Manifests.decode(BASE.resolve("network-policy.yaml"), NetworkPolicy.class);

        // Then
        assertThat(policy.getSpec().getEgress().stream()
                        .map(NetworkPolicyEgressRule::getPorts)
                        .flatMap(List::stream)
                        .map(port -> port.getPort().getIntVal() + "/" + port.getProtocol()))
                .containsExactlyInAnyOrder("53/UDP", "53/TCP", "443/TCP", "123/UDP");
    }

    @Test
    void nodeCanBeDrainedWithOneReplicaToo() throws IOException {
        // When
        PodDisruptionBudget budget = Manifests.decode(
                Manifests.DIRECTORY.resolve("central/disruption-budget.yaml"), PodDisruptionBudget.class);

        // Then
        assertThat(budget.getSpec().getMinAvailable()).isNull();
        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    }

    @Test
    void monitorsFindThePortByTheNameThatItHas() throws IOException {
        // Given
        Service service = Manifests.decode(BASE.resolve("service.yaml"), Service.class);
        ServiceMonitor central =
                Manifests.decode(COMPONENTS.resolve("monitoring/service-monitor.yaml"), ServiceMonitor.class);

        // When
        PodMonitor sidecar =
                Manifests.decode(COMPONENTS.resolve("sidecar-monitoring/pod-monitor.yaml"), PodMonitor.class);

        // Then
        String servicePort = service.getSpec().getPorts().get(0).getName();
        assertThat(central.getSpec().getEndpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.getPort()).isEqualTo(servicePort));
        String containerPort = Pods.sidecar().getPorts().get(0).getName();
        assertThat(sidecar.getSpec().getPodMetricsEndpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.getPort()).isEqualTo(containerPort));
        assertThat(sidecar.getSpec().getSelector().getMatchLabels())
                .isEqualTo(
                        Pods.sidecarPod().getSpec().getTemplate().getMetadata().getLabels());
    }

    private static boolean isJsonPatch(Path file) {
        return documents(file).anyMatch(document -> !(document instanceof Map));
    }

    /** Beside the PrometheusRule stand files that Prometheus and Alertmanager read themselves. */
    private static boolean isOfPrometheus(Path file) {
        return file.startsWith(Manifests.DIRECTORY.resolve("rules"))
                && documents(file).noneMatch(document -> ((Map<?, ?>) document).containsKey("kind"));
    }

    private static Stream<Object> documents(Path file) {
        try {
            return Manifests.documents(Files.readString(file)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
