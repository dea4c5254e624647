package io.keyvigil.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads manifests the way that a strict API server does: an unknown member, one that stands twice, a value of the wrong kind
 * and an unknown kind are errors.
 */
final class Manifests {

    static final Path DIRECTORY = Path.of("k8s");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ClusterRoleBinding.class,
                    ConfigMap.class,
                    Deployment.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PersistentVolumeClaim.class,
                    PodDisruptionBudget.class,
                    PodMonitor.class,
                    PrometheusRule.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class)
            .collect(Collectors.toUnmodifiableMap(Manifests::apiVersionAndKind, Function.identity()));

    /** The model's classes take unknown members into a map, for the sake of newer servers; not here. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Manifests() {}

    /** Every file below {@code k8s} with that name, or with any. */
    static List<Path> files(Optional<String> name) throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> name.stream().allMatch(file.getFileName().toString()::equals))
                    .sorted()
                    .toList();
        }
    }

    static List<Object> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(new Yaml(options).loadAll(yaml).spliterator(), false)
                .toList();
    }

    static List<HasMetadata> decode(String yaml) {
        return documents(yaml).stream().map(Manifests::decoded).toList();
    }

    static <T> T decode(Path file, Class<T> type) throws IOException {
        return type.cast(decode(Files.readString(file)).get(0));
    }

    /** A part of a manifest, such as the container that a patch adds. */
    static <T> T convert(Object part, Class<T> type) {
        return STRICT.convertValue(part, type);
    }

    private static HasMetadata decoded(Object document) {
        Map<?, ?> members = (Map<?, ?>) document;
        String kind = members.get("apiVersion") + " " + members.get("kind");
        return STRICT.convertValue(
                document,
                Optional.ofNullable(KINDS.get(kind))
                        .orElseThrow(() -> new IllegalArgumentException("no model for " + kind)));
    }

    private static String apiVersionAndKind(Class<? extends HasMetadata> type) {
        return HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type);
    }
}
