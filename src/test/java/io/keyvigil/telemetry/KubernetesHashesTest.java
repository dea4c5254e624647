package io.keyvigil.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors are those of Kubernetes' own test of its metric (oidc/metrics_test.go). */
class KubernetesHashesTest {

    @Test
    void issuerIsHashedAsItIsConfigured() {
        // When
        String hash = KubernetesHashes.ofIssuer("testIssuer");

        // Then
        assertThat(hash).isEqualTo("sha256:29b34beedc55b972f2428f21bc588f9d38e5e8f7a7af825486e7bb4fd9caa2ad");
    }
}
