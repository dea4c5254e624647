package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.real.AttackedProgram.Memory;
import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers send what they like, and health, metrics and polling go on meanwhile. Each situation stopped them once: the program
 * ended, or answered nothing any more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AttackSituations implements CallerSituations, DiagnosisSituations {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAST_THE_DEADLINE = Duration.ofSeconds(13);
    private static final int BODY = 250_000;
    private static final List<String> LARGE_ANSWERS =
            List.of("/metrics", "/metrics/process", "/api/v1/tenants?limit=1000", "/api/v1/profiles", "/openapi");

    private final FakeProvider hanging = FakeProvider.start();
    private AttackedProgram program;

    abstract Memory memory();

    abstract int tenants();

    /** How many requests with a large body are sent at the same time. */
    abstract int largeBodies();

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Map<String, String> settings = Map.of(
                "KEYVIGIL_API_HOSTS", NAME, "KEYVIGIL_PROBE_ALLOW", hanging.issuer() + "," + hanging.issuer() + PREFIX);
        program = AttackedProgram.start(directory, memory(), tenants(), settings);
    }

    @AfterAll
    void end() {
        program.close();
        hanging.close();
    }

    @Override
    public AttackedProgram program() {
        return program;
    }

    @Override
    public FakeProvider hanging() {
        return hanging;
    }

    @Test
    void largeBodiesAreBoundedInAll() throws Exception {
        // Given
        List<String> bodies = LargeBodies.of(BODY);
        List<RawAnswer> answers = new ArrayList<>();

        // When
        Vitals.Report report = program.during(
                "large-bodies",
                () -> answers.addAll(
                        inParallel(largeBodies(), number -> posted("/diagnose", bodies.get(number % bodies.size())))));

        // Then
        program.assertGoesOn(report);
        assertThat(answers).extracting(RawAnswer::status).isSubsetOf(200, 400, 413, 429, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> assertThat(answer.text())
                .contains("\r\nRetry-After: 1", "problem+json"));
    }

    @Test
    void slowClientsHoldNoThreadAndEndWithTheDeadline() throws Exception {
        // Given
        List<RawConnection> slow = new ArrayList<>();
        List<RawAnswer> answers = new ArrayList<>();

        // When
        Vitals.Report report = program.during("slow-clients", () -> {
            for (int number = 0; number < 50; number++) {
                for (String beginning : SlowRequests.BEGINNINGS) {
                    RawConnection connection = RawConnection.to(program.port());
                    connection.send(beginning);
                    slow.add(connection);
                }
            }
            for (RawConnection connection : slow) {
                connection.send("a");
            }
            for (RawConnection connection : slow.subList(slow.size() - SlowRequests.BEGINNINGS.size(), slow.size())) {
                answers.add(connection.answer(PAST_THE_DEADLINE));
            }
        });

        // Then
        program.assertGoesOn(report);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.closed()).isTrue());
        assertThat(answers).extracting(RawAnswer::status).contains(408).isSubsetOf(0, 100, 408);
        closeAll(slow);
    }

    @Test
    void readersThatReadNothingHoldLittle() throws Exception {
        // Given
        List<RawConnection> readers = new ArrayList<>();

        // When
        Vitals.Report report = program.during("readers-that-read-nothing", () -> {
            for (int number = 0; number < 150; number++) {
                for (String path : number % 5 == 0 ? LARGE_ANSWERS : List.of("/metrics")) {
                    RawConnection reader = RawConnection.withSmallWindow(program.port());
                    reader.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    readers.add(reader);
                }
            }
            await("metrics").atMost(PATIENCE).until(() -> scraped() == 200);
            program.awaitPolls(2);
        });

        // Then: a page beyond those at a time is refused for a moment
        assertThat(report.failures()).allMatch(failure -> failure.startsWith("/metrics 503"));
        assertThat(report.polls()).isGreaterThanOrEqualTo(2);
        assertThat(program.process().log()).doesNotContain("ERROR");
        closeAll(readers);
    }

    private int scraped() throws IOException {
        return RawConnection.get(program.port(), "/metrics", PATIENCE).status();
    }

    private RawAnswer posted(String path, String body) throws IOException {
        return RawConnection.exchange(
                program.port(), "POST " + path, body, PATIENCE, "Host: localhost", "Content-Type: application/json");
    }

    private interface Call {
        RawAnswer of(int number) throws IOException;
    }

    private static List<RawAnswer> inParallel(int times, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            IntFunction<Future<RawAnswer>> begun = number -> threads.submit(() -> call.of(number));
            List<Future<RawAnswer>> calls = Stream.iterate(0, number -> number + 1)
                    .limit(times)
                    .map(begun::apply)
                    .toList();
            List<RawAnswer> answers = new ArrayList<>();
            for (Future<RawAnswer> answer : calls) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void closeAll(List<RawConnection> connections) throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }
}
