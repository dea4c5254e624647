package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.real.AttackedProgram.Memory;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.FakeTokenEndpoint;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Six providers whose discovery documents, or redirects, lead to other origins after a while. Nothing secret may arrive there:
 * not at once, not after a restart.
 */
class SecretsIT {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final String CLIENT_SECRET = "s3cret-of-the-client";
    private static final String INLINE = "s3cret-of-the-watch-list";
    private static final String IN_FILE = "s3cret-of-a-file";

    @TempDir
    private Path directory;

    private final Map<String, FakeProvider> providers = new LinkedHashMap<>();
    private final FakeTokenEndpoint tokens = FakeTokenEndpoint.start();
    private final FakeProvider elsewhere = FakeProvider.start();
    private final FakeProvider elsewhereWithTls =
            FakeProvider.startWithTls(TestCertificates.get().valid());
    private Path watchList;

    @BeforeEach
    void watchProviders() throws IOException {
        tokens.sign(SigningKeys.ec("first"));
        Path secret = Files.writeString(directory.resolve("secret"), CLIENT_SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path header = Files.writeString(directory.resolve("header"), IN_FILE + "\n");
        StringBuilder yaml = new StringBuilder("tenants:\n");
        for (String tenant :
                List.of("other-port", "other-host", "other-scheme", "user-info", "redirecting", "silent")) {
            FakeProvider provider = FakeProvider.start();
            providers.put(tenant, provider);
            discover(tenant, provider.jwksUri(), tokens.uri());
            yaml.append(
                    """
                      %s:
                        issuer: %s
                        poll-every: 1s
                        tls-ca: %s
                        headers: {X-Key: %s, Authorization: {file: %s, prefix: 'Bearer '}}
                        canary: {client-id: probe, client-secret-file: %s, every: 1s}
                    """
                            .formatted(
                                    tenant,
                                    provider.issuer(),
                                    TestCertificates.get().caPem(),
                                    INLINE,
                                    header,
                                    secret));
        }
        watchList = Files.writeString(directory.resolve("watchlist.yaml"), yaml);
    }

    @AfterEach
    void close() {
        providers.values().forEach(FakeProvider::close);
        tokens.close();
        elsewhere.close();
        elsewhereWithTls.close();
    }

    private void discover(String tenant, String jwksUri, String tokenEndpoint) {
        FakeProvider provider = providers.get(tenant);
        provider.serveDiscovery("{\"issuer\":\"" + provider.issuer() + "\",\"jwks_uri\":\"" + jwksUri
                + "\",\"token_endpoint\":\"" + tokenEndpoint + "\"}");
    }

    private KeyvigilProcess start(Memory memory) throws IOException {
        return Program.in(directory.resolve("data"))
                .with("JAVA_TOOL_OPTIONS", memory.options())
                .watching(watchList)
                .serve();
    }

    private void leadElsewhere() {
        String host = elsewhere.issuer().replace("127.0.0.1", "localhost");
        String userInfo =
                providers.get("user-info").issuer() + "@" + elsewhere.issuer().substring("http://".length());
        discover("other-port", elsewhere.jwksUri(), elsewhere.issuer() + "/token");
        discover("other-host", host + FakeProvider.JWKS, host + "/token");
        discover("other-scheme", elsewhereWithTls.jwksUri(), elsewhereWithTls.issuer() + "/token");
        discover("user-info", userInfo + FakeProvider.JWKS, userInfo + "/token");
        discover("silent", "http://127.0.0.1:1/jwks", "http://127.0.0.1:1/token");
        providers.get("redirecting").redirect(FakeProvider.JWKS, elsewhere.issuer() + "/redirected");
        tokens.redirect(307, elsewhere.issuer() + "/token");
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void secretsDoNotFollowDiscoveryNorRedirectsNorARestart(Memory memory) throws Exception {
        // Given
        try (KeyvigilProcess keyvigil = start(memory);
                Vitals vitals = Vitals.of(keyvigil.port(), this::polls)) {
            providers.keySet().forEach(tenant -> await(tenant)
                    .atMost(AMPLE)
                    .until(() -> keyvigil.tenant(tenant).path("canary").has("lastSuccess")));
            assertThat(tokens.requests()).isNotEmpty();
            assertThat(providers
                            .get("other-port")
                            .requests(FakeProvider.JWKS)
                            .get(0)
                            .headers())
                    .containsEntry("x-key", INLINE)
                    .containsEntry("authorization", "Bearer " + IN_FILE);

            // When
            leadElsewhere();

            // Then
            Stream.of("other-port", "other-host", "other-scheme", "user-info", "silent")
                    .forEach(tenant -> {
                        await(tenant).atMost(AMPLE).until(() -> isTold(keyvigil, tenant));
                        assertThat(kinds(keyvigil, tenant)).contains("jwks-uri-changed", "token-endpoint-changed");
                    });
            await("redirect").atMost(AMPLE).until(() -> elsewhere.requests().containsKey("/redirected"));
            await("redirected token").atMost(AMPLE).until(() -> failure(keyvigil, "redirecting")
                    .equals("redirected"));
            assertThat(risk(keyvigil, "silent")).contains("http://127.0.0.1:1/jwks", "http://127.0.0.1:1/token");
            assertThat(keyvigil.keys("silent")).hasSize(1);
            assertFilesAreClosed();
            vitals.awaitEach();
            assertGoesOn(vitals.report());
            keyvigil.kill();
        }
        try (KeyvigilProcess restarted = start(memory)) {
            await("canary").atMost(AMPLE).until(() -> failure(restarted, "other-port")
                    .equals("token-endpoint-elsewhere"));
            restarted.poll("other-port");
        }
        assertNothingSecretArrived();
    }

    private int polls() {
        return providers.values().stream()
                .mapToInt(provider -> provider.requests().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .sum();
    }

    private static void assertGoesOn(Vitals.Report report) {
        assertThat(report.failures()).isEmpty();
        assertThat(report.polls()).as("polls in " + report.time()).isGreaterThan((int)
                report.time().toSeconds());
    }

    private static boolean isTold(KeyvigilProcess keyvigil, String tenant) {
        String failure = failure(keyvigil, tenant);
        return (failure.equals("token-endpoint-elsewhere") || failure.equals("no-token-endpoint"))
                && !risk(keyvigil, tenant).isEmpty();
    }

    private static String failure(KeyvigilProcess keyvigil, String tenant) {
        return keyvigil.tenant(tenant)
                .path("canary")
                .path("failure")
                .path("reason")
                .asText();
    }

    private static List<String> kinds(KeyvigilProcess keyvigil, String tenant) {
        return keyvigil.events(tenant).stream()
                .map(event -> event.path("kind").asText())
                .toList();
    }

    private static String risk(KeyvigilProcess keyvigil, String tenant) {
        return keyvigil.risks().stream()
                .filter(risk -> risk.path("name").asText().equals("KeyvigilMetadataChanged"))
                .filter(risk -> risk.path("tenant").asText().equals(tenant))
                .map(risk -> risk.path("summary").asText())
                .findFirst()
                .orElse("");
    }

    private void assertNothingSecretArrived() {
        assertThat(elsewhere.requests(FakeProvider.JWKS)).isNotEmpty();
        assertThat(elsewhereWithTls.requests(FakeProvider.JWKS)).isNotEmpty();
        Stream.of(elsewhere, elsewhereWithTls).forEach(other -> {
            assertThat(other.requests()).doesNotContainKey("/token");
            other.requests().keySet().forEach(path -> assertThat(other.requests(path))
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKeys("authorization", "x-key")));
        });
    }

    private void assertFilesAreClosed() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("s3cret-of");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data"))))
                .isEqualTo("rwx------");
    }
}
