package io.keyvigil.real;

import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeNtpServer;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keycloak, the packaged program that watches its realms, Prometheus and Alertmanager, as processes; and, so that no panel
 * stays empty, a provider with TLS and cache directives, one that is down, time servers, and an API server's metrics.
 */
final class AlertStage implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern ISSUER_HASH = Pattern.compile("jwt_issuer_hash=\"([^\"]+)\"");

    private final Deque<Runnable> closings = new ArrayDeque<>();
    private final Path directory;
    private final Map<AlertedRotation, KeycloakRealm> realms = new LinkedHashMap<>();
    private final Instant since = Instant.now();

    private AlertWatchList watchList;
    private AlertInbox inbox;
    private KeyvigilProcess keyvigil;
    private PrometheusServer prometheus;

    private AlertStage(Path directory) {
        this.directory = directory;
    }

    static AlertStage start(Path directory) throws Exception {
        AlertStage stage = new AlertStage(directory);
        try {
            stage.startAll();
            return stage;
        } catch (Exception | Error unstarted) {
            stage.close();
            throw unstarted;
        }
    }

    private void startAll() throws Exception {
        CompletableFuture<TestCertificates> certificates = CompletableFuture.supplyAsync(TestCertificates::get);
        KeycloakServer keycloak = opened(KeycloakServer.start(), KeycloakServer::close);
        for (AlertedRotation rotation : AlertedRotation.all()) {
            realms.put(rotation, realm(keycloak, rotation));
        }
        realms.get(AlertedRotation.DELETED_EARLY).addPassiveRsaKey("next", 200, 2048);
        FakeProvider other = opened(FakeProvider.startWithTls(certificates.get().valid()), FakeProvider::close);
        other.serve(keyWithAnEnd().getBytes(StandardCharsets.UTF_8), "Cache-Control", "max-age=3600");
        List<FakeNtpServer> clocks = List.of(timeServer(), timeServer(), timeServer());
        watchList = new AlertWatchList(
                directory, secret(), realms, other.issuer(), certificates.get().caPem(), clocks);
        watchList.write(tenants(AlertedRotation.all()), false);
        Program program = Program.in(directory.resolve("data")).watching(watchList.file());
        keyvigil = opened(program.serve(), KeyvigilProcess::close);
        inbox = opened(AlertInbox.open(), AlertInbox::close);
        AlertmanagerServer alertmanager = opened(AlertmanagerServer.start(directory, inbox), AlertmanagerServer::close);
        ApiServerStub apiServer = opened(ApiServerStub.start(), ApiServerStub::close);
        Matcher hash = ISSUER_HASH.matcher(keyvigil.metrics());
        if (!hash.find()) {
            throw new IllegalStateException("no hash of an issuer in the metrics");
        }
        apiServer.holdOldKeysOf(hash.group(1));
        Path rules = ShortenedRules.write(directory.resolve("keyvigil.rules.yaml"));
        prometheus = opened(
                PrometheusServer.start(directory, rules, alertmanager.port(), program.port(), apiServer.port()),
                PrometheusServer::close);
    }

    private <T> T opened(T part, Consumer<T> closing) {
        closings.push(() -> closing.accept(part));
        return part;
    }

    private FakeNtpServer timeServer() {
        return opened(FakeNtpServer.start(), FakeNtpServer::close);
    }

    private static KeycloakRealm realm(KeycloakServer keycloak, AlertedRotation rotation)
            throws IOException, InterruptedException {
        KeycloakRealm realm = keycloak.createRealm(rotation.tenant());
        realm.createClient();
        return realm;
    }

    private static String keyWithAnEnd() {
        String jwk = SigningKeys.ec("ending").jwk();
        long end = Instant.now().plus(Duration.ofDays(90)).getEpochSecond();
        return "{\"keys\":[" + jwk.substring(0, jwk.length() - 1) + ",\"exp\":" + end + "}]}";
    }

    private Path secret() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), KeycloakRealm.SECRET);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> tenants(List<AlertedRotation> rotations) {
        return rotations.stream().map(AlertedRotation::tenant).toList();
    }

    /** From now on the tenant with a rehearsal has its consumer. */
    void nameConsumerOfScheduled() throws IOException {
        watchList.write(tenants(AlertedRotation.all()), true);
        await("consumer").atMost(LONGEST).until(() -> keyvigil.metrics()
                .contains("keyvigil_consumer_exposed{tenant=\"scheduled\",consumer=\"orders-api\""));
    }

    /** From now on these alone of Keycloak's realms are watched. */
    void watchOnly(List<AlertedRotation> rotations) throws IOException {
        watchList.write(tenants(rotations), true);
    }

    KeycloakRealm realm(AlertedRotation rotation) {
        return realms.get(rotation);
    }

    AlertInbox inbox() {
        return inbox;
    }

    KeyvigilProcess keyvigil() {
        return keyvigil;
    }

    PrometheusServer prometheus() {
        return prometheus;
    }

    /** When it all began. */
    Instant since() {
        return since;
    }

    @Override
    public void close() {
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
    }
}
