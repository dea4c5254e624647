package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings for requests of a real token from a tenant's token endpoint (RFC 6749 section 4.4).
 *
 * @param tokenEndpoint the address of the token endpoint; empty if the discovery document names it
 */
public record Canary(
        String clientId,
        Credential credential,
        Optional<String> scope,
        Duration every,
        Optional<String> tokenEndpoint) {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(15);

    /** The file that the client authenticates with. The secret itself stays in the file. */
    public record Credential(Method method, Path file) {}

    /** The method of client authentication, and the member of the watch list that selects it. */
    public enum Method {
        /** RFC 6749 section 2.3.1. */
        CLIENT_SECRET("client-secret-file", "the file of the client's secret"),
        /** {@code private_key_jwt}: an assertion that this process signs (RFC 7523 section 2.2). */
        PRIVATE_KEY("private-key-file", "the file of the client's private key, PKCS#8 PEM or JWK"),
        /** An assertion that another process renews in the file, such as a projected service account token. */
        TOKEN("token-file", "the file of a token that authenticates the client");

        private final String member;
        private final String meaning;

        Method(String member, String meaning) {
            this.member = member;
            this.meaning = meaning;
        }

        public String member() {
            return member;
        }

        String meaning() {
            return meaning;
        }
    }
}
