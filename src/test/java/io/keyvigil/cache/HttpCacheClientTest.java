package io.keyvigil.cache;

import static io.keyvigil.consumer.ForecastScene.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.CachedKeys;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.MisbehavingServer;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What addresses and files answer, over real sockets. */
class HttpCacheClientTest {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final SigningKey KEY = SigningKeys.ec("held");
    private static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "http-client");
        thread.setDaemon(true);
        return thread;
    });

    @TempDir
    private Path directory;

    private static CacheAnswer get(String uri, Duration deadline) {
        return new HttpCacheClient(Clock.systemUTC(), THREADS, "1.2.3", deadline)
                .read(new CachedKeys(Optional.of(uri), Optional.empty(), CachedKeys.DEFAULT_EVERY));
    }

    private static CacheAnswer get(String body) throws IOException {
        try (MisbehavingServer server = MisbehavingServer.sending(
                "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)) {
            return get(server.uri(), AMPLE);
        }
    }

    private static CacheAnswer readFile(Path file) {
        return new HttpCacheClient(Clock.systemUTC(), THREADS, "1.2.3")
                .read(new CachedKeys(Optional.empty(), Optional.of(file), CachedKeys.DEFAULT_EVERY));
    }

    private static CacheAnswer.Read read(CacheAnswer answer) {
        assertThat(answer).isInstanceOf(CacheAnswer.Read.class);
        return (CacheAnswer.Read) answer;
    }

    private static CacheAnswer.Failed failed(CacheAnswer answer) {
        assertThat(answer).isInstanceOf(CacheAnswer.Failed.class);
        return (CacheAnswer.Failed) answer;
    }

    @Test
    void keySetTellsKidsAndThumbprints() throws IOException {
        // When
        CacheAnswer answer = get("{\"keys\":[" + KEY.jwk() + "]}");

        // Then
        assertThat(read(answer).keys()).containsExactly(identity(KEY));
        assertThat(read(answer).holdsPrivateKeys()).isFalse();
    }

    @Test
    void labelsAloneWillDo() throws IOException {
        // When
        CacheAnswer answer = get("{\"kids\":[\"held\"]}");

        // Then
        assertThat(read(answer).keys()).containsExactly(new KeyIdentity(Optional.of("held"), Optional.empty()));
    }

    @Test
    void keyThatCannotBeToldFromOthersIsLeftOut() throws IOException {
        // When
        CacheAnswer answer = get("{\"keys\":[{\"kty\":\"oct\"}]}");

        // Then
        assertThat(read(answer).keys()).isEmpty();
    }

    @Test
    void privateKeysAreFlaggedAndNotKept() throws IOException {
        // Given
        String withPrivateMember = KEY.jwk().replace("}", ",\"d\":\"dGhlLXNlY3JldA\"}");

        // When
        CacheAnswer answer = get("{\"keys\":[" + withPrivateMember + "]}");

        // Then
        assertThat(read(answer).holdsPrivateKeys()).isTrue();
        assertThat(read(answer).keys()).containsExactly(identity(KEY));
        assertThat(answer.toString()).doesNotContain("dGhlLXNlY3JldA");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!DOCTYPE html><title>Log in</title> | not-json      | HTML",
                "not found                            | not-json      | not JSON",
                "{\"keys\":{}}                        | not-a-key-set | without an array",
                "{\"kids\":[7]}                       | not-a-key-set | not an array of strings",
            })
    void otherContentHasAReason(String body, String reason, String detail) throws IOException {
        // When
        CacheAnswer answer = get(body);

        // Then
        assertThat(failed(answer).reason().code()).isEqualTo(reason);
        assertThat(failed(answer).detail()).contains(detail);
    }

    @Test
    void hangingCacheEndsWithTheDeadline() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            out.write(HEADERS.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(50);
            }
        })) {

            // When
            CacheAnswer answer = get(server.uri(), SHORT);

            // Then
            assertThat(failed(answer).reason()).isEqualTo(FetchFailure.TIMEOUT);
            await().atMost(AMPLE).until(() -> server.abandoned() == 1);
        }
    }

    @Test
    void endlessCacheEndsWithTheBound() throws IOException {
        // Given
        byte[] filler = " ".repeat(65_536).getBytes(StandardCharsets.ISO_8859_1);
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            out.write(HEADERS.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(filler);
            }
        })) {

            // When
            CacheAnswer answer = get(server.uri(), AMPLE);

            // Then
            assertThat(failed(answer).reason()).isEqualTo(FetchFailure.TOO_LARGE);
        }
    }

    @Test
    void redirectIsNotFollowed() {
        // Given
        try (FakeProvider elsewhere = FakeProvider.start();
                FakeProvider consumer = FakeProvider.start()) {
            consumer.redirect("/cache", elsewhere.jwksUri());

            // When
            CacheAnswer answer = get(consumer.issuer() + "/cache", AMPLE);

            // Then
            assertThat(failed(answer).reason()).isEqualTo(FetchFailure.REDIRECT_REFUSED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void statusIsTold() {
        // Given
        try (FakeProvider consumer = FakeProvider.start()) {
            consumer.answerStatus(503);

            // When
            CacheAnswer answer = get(consumer.jwksUri(), AMPLE);

            // Then
            assertThat(failed(answer).reason()).isEqualTo(FetchFailure.STATUS);
            assertThat(failed(answer).detail()).contains("503");
        }
    }

    @Test
    void nobodyListens() {
        // When
        CacheAnswer answer = get("http://127.0.0.1:1/jwks", AMPLE);

        // Then
        assertThat(failed(answer).reason()).isEqualTo(FetchFailure.CONNECT);
    }

    @Test
    void fileIsReadAnew() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("jwks.json"), "{\"kids\":[\"before\"]}");
        readFile(file);
        Files.writeString(file, "{\"kids\":[\"after\"]}");

        // When
        CacheAnswer answer = readFile(file);

        // Then
        assertThat(read(answer).keys()).extracting(KeyIdentity::kid).containsExactly(Optional.of("after"));
    }

    @Test
    void missingFileHasAReason() {
        // When
        CacheAnswer answer = readFile(directory.resolve("missing.json"));

        // Then
        assertThat(failed(answer).reason()).isEqualTo(FetchFailure.FILE_UNREADABLE);
        assertThat(failed(answer).detail()).contains("no such file");
    }

    @Test
    void directoryIsNoCache() {
        // When
        CacheAnswer answer = readFile(directory);

        // Then
        assertThat(failed(answer).detail()).contains("directory");
    }
}
