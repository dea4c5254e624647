package io.keyvigil.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The pods that the manifests make, as they stand in their files. */
final class Pods {

    private static final Path SIDECAR = Manifests.DIRECTORY.resolve("components/sidecar");

    private Pods() {}

    static PodSpec base() throws IOException {
        return Manifests.decode(Manifests.DIRECTORY.resolve("base/deployment.yaml"), Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    /** What the component merges into a pod. */
    static Deployment sidecarPod() throws IOException {
        return Manifests.decode(SIDECAR.resolve("pod.yaml"), Deployment.class);
    }

    /** The container that the component appends. */
    static Container sidecar() throws IOException {
        List<?> operations = (List<?>) Manifests.documents(Files.readString(SIDECAR.resolve("container.yaml")))
                .get(0);
        return Manifests.convert(((Map<?, ?>) operations.get(0)).get("value"), Container.class);
    }
}
