package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.real.AttackedProgram.Memory;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strangers send bearer tokens to a program whose authority does not answer. */
class BearerTokensIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PROMPT = Duration.ofSeconds(4);
    private static final String TENANTS = "GET /api/v1/tenants";

    @TempDir
    private Path directory;

    private final SigningKey key = SigningKeys.rsa("authority");
    private final FakeProvider authority = FakeProvider.start();

    @AfterEach
    void stop() {
        authority.close();
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void authorityThatHangsHoldsNothingElseUp(Memory memory) throws Exception {
        // Given
        authority.publish(key).answerSlowly(Duration.ofSeconds(60));
        Map<String, String> settings =
                Map.of("KEYVIGIL_AUTH_ISSUER", authority.issuer(), "KEYVIGIL_API_READ_ONLY", "true");
        String token = token("JWT", Duration.ofMinutes(10));
        List<RawConnection> readers = new ArrayList<>();
        try (AttackedProgram program = AttackedProgram.start(directory, memory, 1, settings)) {

            // When
            Vitals.Report report = program.during("bearer-tokens", () -> {
                for (int number = 0; number < 200; number++) {
                    RawConnection reader = RawConnection.to(program.port());
                    reader.send(TENANTS + " HTTP/1.1\r\nHost: localhost\r\n" + token + "\r\n\r\n");
                    readers.add(reader);
                }
                await("refused").atMost(LONGEST).until(() -> readers.stream().anyMatch(RawConnection::hasAnswer));
                program.awaitPolls(2);
            });

            // Then
            program.assertGoesOn(report);
            assertThat(report.slowest()).isLessThan(PROMPT);
            assertThat(readers)
                    .filteredOn(RawConnection::hasAnswer)
                    .allSatisfy(reader -> assertThat(reader.status(LONGEST)).isEqualTo(503));
            assertThat(program.process().log()).contains("event=setting-missing variable=KEYVIGIL_AUTH_AUDIENCE");
            assertAnswersOnceTheAuthorityDoes(program.port(), token);
        }
        for (RawConnection reader : readers) {
            reader.close();
        }
    }

    private void assertAnswersOnceTheAuthorityDoes(int port, String token) throws IOException {
        authority.answerSlowly(Duration.ZERO);
        await("admitted").atMost(LONGEST).until(() -> status(port, TENANTS, token), status -> status == 200);
        assertThat(status(port, TENANTS, token("logout+jwt", Duration.ofMinutes(10))))
                .isEqualTo(401);
        assertThat(status(
                        port,
                        "PUT /api/v1/consumers/" + AttackedProgram.CONSUMER + "/cached-keys/" + AttackedProgram.TENANT,
                        token))
                .isEqualTo(403);
        try (RawConnection stream = RawConnection.to(port)) {
            stream.send("GET /api/v1/changes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + token("JWT", Duration.ofSeconds(3))
                    + "\r\n\r\n");
            RawAnswer answer = stream.answer(LONGEST);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.closed()).as("ends with its token").isTrue();
        }
    }

    private static int status(int port, String target, String token) throws IOException {
        return RawConnection.exchange(port, target, "", LONGEST, "Host: localhost", token)
                .status();
    }

    private String token(String type, Duration lifetime) {
        Instant now = Instant.now();
        return "Authorization: Bearer "
                + Tokens.signed(
                        key,
                        "{\"alg\":\"RS256\",\"typ\":\"%s\",\"kid\":\"%s\"}".formatted(type, key.kid()),
                        "{\"iss\":\"%s\",\"iat\":%d,\"exp\":%d,\"roles\":[\"keyvigil-read\",\"keyvigil-report\"]}"
                                .formatted(
                                        authority.issuer(),
                                        now.getEpochSecond(),
                                        now.plus(lifetime).getEpochSecond()));
    }
}
