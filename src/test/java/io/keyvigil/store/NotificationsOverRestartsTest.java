package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keyvigil.notify.NotificationSettings;
import io.keyvigil.notify.Notifier;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.FakeWebhook;
import io.keyvigil.testing.FakeWebhook.Received;
import io.keyvigil.testing.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox in a real store, the receiver behind a real socket, and processes that end in between. */
class NotificationsOverRestartsTest {

    private static final String SECRET = "a secret of enough octets";

    @TempDir
    private Path directory;

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final FakeWebhook webhook = FakeWebhook.start();
    private final ExecutorService http = Executors.newFixedThreadPool(2);
    private final List<ActiveRisk> active = new ArrayList<>();
    private DataSource dataSource;
    private NotificationSettings settings;
    private Notifier notifier;

    @BeforeEach
    void open() throws Exception {
        dataSource = StoreTesting.dataSource(directory);
        StoreTesting.flyway(dataSource).migrate();
        Path secret = Files.writeString(directory.resolve("secret"), SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        settings = new NotificationSettings(
                List.of(), Optional.of(webhook.uri()), Optional.of(secret), "warning", "http://keyvigil.example");
        begin();
    }

    @AfterEach
    void end() {
        webhook.close();
        http.shutdownNow();
    }

    /** As after SIGKILL: nobody told the notifier before to stop. */
    private void begin() {
        notifier = new Notifier(
                settings,
                new SqlOutbox(StoreTesting.transactions(dataSource)),
                () -> List.copyOf(active),
                () -> List.copyOf(active),
                clock,
                Runnable::run,
                http,
                "1");
        notifier.start();
    }

    private void passes(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            notifier.tick();
        }
    }

    private ActiveRisk fires(String tenant) {
        ActiveRisk risk = new ActiveRisk(
                Risk.ROTATION_UNSAFE,
                Severity.CRITICAL,
                Optional.of(new TenantId(tenant)),
                Optional.empty(),
                clock.instant(),
                Optional.empty(),
                "tokens of " + tenant + " are rejected",
                Map.of());
        active.add(risk);
        notifier.fired(risk);
        notifier.tick();
        return risk;
    }

    private void resolves(ActiveRisk risk) {
        active.remove(risk);
        notifier.resolved(risk, clock.instant());
        notifier.tick();
    }

    @Test
    void hourWithoutReceiverAndRestartsLosesNothingAndRepeatsNothing() throws Exception {
        // Given
        resolves(fires("early"));
        webhook.goDown();
        for (int i = 0; i < 12; i++) {
            ActiveRisk risk = fires("t" + i);
            passes(Duration.ofMinutes(2));
            begin();
            passes(Duration.ofMinutes(1));
            resolves(risk);
            passes(Duration.ofMinutes(2));
        }
        webhook.comeBack();
        begin();

        // When
        passes(Duration.ofMinutes(6));
        begin();
        passes(Duration.ofMinutes(6));

        // Then
        List<String> expected = new ArrayList<>(List.of("fired early", "resolved early"));
        for (int i = 0; i < 12; i++) {
            expected.addAll(List.of("fired t" + i, "resolved t" + i));
        }
        List<String> events = events();
        assertThat(events).containsExactlyInAnyOrderElementsOf(expected);
        for (int i = 0; i < 12; i++) {
            assertThat(events).containsSubsequence("fired t" + i, "resolved t" + i);
        }
        assertThat(new SqlOutbox(StoreTesting.transactions(dataSource)).load().waiting())
                .isEmpty();
        assertThat(new SqlOutbox(StoreTesting.transactions(dataSource)).load().told())
                .isEmpty();
    }

    @Test
    void attemptsThatFailedCarryTheIdOfTheOneThatDid() {
        // Given
        webhook.answers(500, Map.of());
        fires("a");
        passes(Duration.ofMinutes(1));
        begin();
        passes(Duration.ofMinutes(1));
        webhook.answers(202, Map.of());

        // When
        passes(Duration.ofMinutes(6));

        // Then
        assertThat(webhook.received()).hasSizeGreaterThan(3);
        assertThat(webhook.received())
                .extracting(received -> received.headers().get("webhook-id"))
                .containsOnly(webhook.received().get(0).headers().get("webhook-id"));
        assertThat(webhook.received())
                .extracting(Received::body)
                .containsOnly(webhook.received().get(0).body());
        assertThat(webhook.received().stream().filter(Received::taken)).hasSize(1);
    }

    /** By a library's HMAC, not by ours. */
    @Test
    void everyRequestIsSigned() {
        // When
        resolves(fires("a"));

        // Then
        assertThat(webhook.received()).hasSize(2).allSatisfy(received -> {
            Map<String, String> headers = received.headers();
            String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + received.body();
            byte[] digest = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, SECRET.getBytes(StandardCharsets.UTF_8))
                    .hmac(signed.getBytes(StandardCharsets.UTF_8));
            assertThat(headers.get("webhook-signature"))
                    .isEqualTo("v1," + Base64.getEncoder().encodeToString(digest));
            assertThat(headers.get("webhook-timestamp"))
                    .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        });
    }

    @Test
    void secretThatWentIsAPassingFailure() throws Exception {
        // Given
        Path secret = directory.resolve("secret");
        Files.delete(secret);
        fires("a");
        assertThat(webhook.received()).isEmpty();
        Files.writeString(secret, SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

        // When
        passes(Duration.ofMinutes(1));

        // Then
        assertThat(events()).containsExactly("fired a");
    }

    @Test
    void whatFiredRightBeforeTheStopIsDeliveredByTheNextProcess() {
        // Given
        ActiveRisk risk = new ActiveRisk(
                Risk.BLIND,
                Severity.CRITICAL,
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                Optional.empty(),
                "blind",
                Map.of());
        active.add(risk);
        notifier.fired(risk);
        notifier.stop();

        // When
        begin();
        notifier.tick();

        // Then
        assertThat(webhook.received()).hasSize(1);
    }

    private List<String> events() {
        JsonMapper json = new JsonMapper();
        List<String> events = new ArrayList<>();
        for (Received received : webhook.received()) {
            if (received.taken()) {
                try {
                    JsonNode event = json.readTree(received.body());
                    events.add(event.path("type").asText().replace("io.keyvigil.risk.", "") + " "
                            + event.path("data").path("tenant").asText());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return events;
    }
}
