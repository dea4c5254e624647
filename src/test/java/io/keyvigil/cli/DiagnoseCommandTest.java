package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.diagnosis.SituationSecrets;
import io.keyvigil.diagnosis.SituationTokens;
import io.keyvigil.diagnosis.SituationWorld;
import io.keyvigil.testing.FakeProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnoseCommandTest {

    @TempDir
    private Path directory;

    private final SituationWorld world = new SituationWorld(Instant.now(), "https://login.example/advertiser");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path keys;

    @BeforeEach
    void writeKeys() throws IOException {
        keys = directory.resolve("jwks.json");
        Files.writeString(keys, SituationWorld.JWKS.get("contoso").get(1));
    }

    @Test
    void goodTokenOnStandardInputIsAccepted() {
        // When
        int status = run(SituationTokens.good(world), "--jwks", keys.toString());
        // Then
        assertThat(status).isZero();
        assertThat(output()).startsWith("ACCEPTED");
    }

    @Test
    void goodTokenInAFileIsAccepted() throws IOException {
        // Given
        Path token = directory.resolve("token");
        Files.writeString(token, SituationTokens.good(world) + "\n");
        // When
        int status = run("", "--jwks", keys.toString(), token.toString());
        // Then
        assertThat(status).isZero();
    }

    @Test
    void strangersTokenIsRejected() {
        // When
        int status = run(SituationTokens.strangers(world), "--jwks", keys.toString());
        // Then
        assertThat(status).isEqualTo(1);
        assertThat(output()).startsWith("REJECTED  kid-unknown");
    }

    @Test
    void keysOfTheIssuerAreFetched() {
        // Given
        try (FakeProvider provider = FakeProvider.start()) {
            provider.publish(SituationWorld.JWKS.get("contoso").get(1));
            // When
            int status = run(SituationTokens.of(world, provider.issuer()), "--issuer", provider.issuer());
            // Then
            assertThat(status).as(output()).isZero();
        }
    }

    @Test
    void issuerThatCannotBeReachedLeavesTheVerdictOpen() {
        // Given
        FakeProvider provider = FakeProvider.start();
        provider.close();
        // When
        int status = run(SituationTokens.of(world, provider.issuer()), "--issuer", provider.issuer());
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(output()).startsWith("UNDETERMINED  no-keys-known");
    }

    @Test
    void withoutIssuerAndKeysTheVerdictIsOpen() {
        // When
        int status = run(SituationTokens.good(world));
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(output()).contains("Skipped: ", "issuer, audience", "keyvigil diagnose --issuer ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jwks", "--issuer", "--no-such-option", "no/such/file"})
    void wrongArgumentsAreTold(String argument) {
        // When
        int status = run(SituationTokens.good(world), argument);
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("keyvigil diagnose: ");
        assertThat(output()).isEmpty();
    }

    @Test
    void issuerAndKeysExcludeEachOther() {
        // When
        int status = run("", "--jwks", keys.toString(), "--issuer", "https://login.example");
        // Then
        assertThat(status).isEqualTo(2);
    }

    @Test
    void keysThatAreNoneAreTold() throws IOException {
        // Given
        Files.writeString(keys, "<html>");
        // When
        int status = run(SituationTokens.good(world), "--jwks", keys.toString());
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("jwks.json");
    }

    @Test
    void textKeepsToEightyColumnsAndHasNoColour() {
        // When
        run(SituationTokens.strangers(world), "--jwks", keys.toString());
        // Then
        assertThat(output()).doesNotContain("\u001B");
        assertThat(output().lines())
                .allMatch(line -> line.length() <= 80 || line.strip().startsWith("https://"));
    }

    @Test
    void nothingOfATokenComesOut() {
        // When
        SituationSecrets.tokens(world).forEach(token -> {
            run(token, "--jwks", keys.toString());
            // Then
            assertThat(SituationSecrets.leaks(token, output() + err.toString(StandardCharsets.UTF_8)))
                    .isEmpty();
        });
    }

    private int run(String input, String... arguments) {
        out.reset();
        err.reset();
        return new DiagnoseCommand(Wiring.systemClock())
                .run(
                        List.of(arguments),
                        new Terminal(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
