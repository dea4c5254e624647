package io.keyvigil.telemetry;

import io.keyvigil.jose.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The labels of kube-apiserver's metric {@code apiserver_authentication_jwt_authenticator_jwks_fetch_last_key_set_info}
 * (Kubernetes 1.35; staging/src/k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/metrics.go, {@code getHash}):
 * {@code sha256:} and lower-case hex. The issuer's hash is of the configured text; the key set's hash is of the received body
 * after decompression, byte by byte (test/integration/apiserver/oidc, {@code fetchJWKSAndComputeHash}).
 */
final class KubernetesHashes {

    private static final String ALGORITHM = "sha256:";

    private KubernetesHashes() {}

    static String ofIssuer(String issuer) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(issuer.getBytes(StandardCharsets.UTF_8));
            return ALGORITHM + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param sha256 of the body */
    static String ofKeySet(Sha256Digest sha256) {
        return ALGORITHM + sha256.hex();
    }
}
