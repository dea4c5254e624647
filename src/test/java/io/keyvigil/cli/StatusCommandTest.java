package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.WatchedProviders;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(WatchedProviders.class)
class StatusCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private WatchedProviders providers;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void everyTenantIsTried() {
        await().atMost(Duration.ofSeconds(60)).until(watch::everyTenantTried);
    }

    @Test
    void runningInstanceTellsItsTenants() {
        // When
        int status = run("", "status", "--url", url());
        // Then
        assertThat(status).isZero();
        assertThat(out()).containsPattern("failing +gone ").containsPattern("STATUS +TENANT");
    }

    @Test
    void tenantOutOfReachStandsAmongTheRisks() {
        // When
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            run("", "status", "--url", url());
            // Then
            assertThat(out()).containsPattern("RISK").contains("KeyvigilSingleKey");
        });
    }

    @Test
    void nobodyAnswers() {
        // When
        int status = run("", "status", "--url", "http://127.0.0.1:1");
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err()).contains("no service listens at http://127.0.0.1:1");
    }

    @Test
    void somethingElseAnswers() {
        try (FakeProvider other = FakeProvider.start()) {
            // When
            int status = run("", "status", "--url", other.issuer());
            // Then
            assertThat(status).isEqualTo(2);
            assertThat(err()).contains(other.issuer());
        }
    }

    @Test
    void bundleOfAnUnknownTenantIsRefused() {
        // When
        int status = run("", "status", "--url", url(), "--bundle", "nobody");
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err()).contains("no tenant of this id");
    }

    @Test
    void bundleHoldsNoSecret() {
        // When
        run("", "status", "--url", url(), "--bundle", "alpha");
        // Then
        assertThat(out()).contains("keyvigil-bundle/1").doesNotContain(WatchedProviders.SECRET);
    }

    @Test
    void tokenOfAWithdrawnKeyIsExplainedFromTheBundleAlone() throws JOSEException, IOException {
        // Given
        SigningKey old = SigningKeys.rsa("old");
        providers.beta().publish(old, SigningKeys.ec("first"));
        watch.tenants().forEach(watch::poll);
        String token = signed(old, providers.beta().issuer());
        providers.beta().publish(SigningKeys.ec("first"));
        watch.tenants().forEach(watch::poll);
        run("", "status", "--url", url(), "--bundle", "beta");
        Path bundle = Files.writeString(directory.resolve("bundle.json"), out());
        out.reset();
        // When
        int status = run(token, "diagnose", "--bundle", bundle.toString());
        // Then
        assertThat(out()).startsWith("REJECTED  kid-withdrawn  (tenant beta)");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void fileThatIsNoBundleIsRefused() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("other.json"), "{\"keys\":[]}");
        // When
        int status = run("eyJ", "diagnose", "--bundle", file.toString());
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err()).contains("is no support bundle");
    }

    private static String signed(SigningKey key, String issuer) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.kid()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                        .build());
        token.sign(new RSASSASigner(key.pair().getPrivate()));
        return token.serialize();
    }

    private static String url() {
        return "http://localhost:" + RestAssured.port;
    }

    private int run(String input, String... arguments) {
        return Keyvigil.run(
                List.of(arguments),
                new Terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
