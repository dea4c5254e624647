package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of other sites, callers behind a proxy, and callers who use probes and streams. */
interface CallerSituations {

    Duration LONGEST = Duration.ofSeconds(30);
    Duration PROMPT = Duration.ofSeconds(4);

    /** A name that {@code keyvigil.api.hosts} contains. */
    String NAME = "keyvigil.example";

    /** The path of {@link #hanging()} that {@code keyvigil.probe.allow} allows as a prefix. */
    String PREFIX = "/realms";

    AttackedProgram program();

    /** A provider that {@code keyvigil.probe.allow} names. */
    FakeProvider hanging();

    @Test
    default void otherSitesAndProxiesChangeAndReadNothing() throws Exception {
        // Given
        String bundle = "GET /api/v1/tenants/" + AttackedProgram.TENANT + "/bundle";
        String report = "PUT /api/v1/consumers/" + AttackedProgram.CONSUMER + "/cached-keys/" + AttackedProgram.TENANT;
        Map<String, Integer> statuses = new LinkedHashMap<>();

        // When
        Vitals.Report vitals = program().during("other-sites", () -> {
            statuses.put("bundle, unknown name", status(bundle, "Host: evil.example"));
            statuses.put("bundle, known name", status(bundle, "Host: " + NAME + ":8443"));
            statuses.put("metrics, unknown name", status("GET /metrics", "Host: evil.example"));
            statuses.put("health, unknown name", status("GET /health/live", "Host: evil.example"));
            statuses.put("report", status(report, "Host: 127.0.0.1"));
            statuses.put("report, proxy", status(report, "Host: 127.0.0.1", "CF-Connecting-IP: 192.0.2.1"));
            statuses.put("report, other site", status(report, "Host: 127.0.0.1", "Origin: https://evil.example"));
            statuses.put("report, known name", status(report, "Host: " + NAME));
        });

        // Then
        program().assertGoesOn(vitals);
        assertThat(statuses)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bundle, unknown name", 421,
                        "bundle, known name", 200,
                        "metrics, unknown name", 200,
                        "health, unknown name", 200,
                        "report", 204,
                        "report, proxy", 403,
                        "report, other site", 403,
                        "report, known name", 403));
    }

    @Test
    default void probesAnswerAndReachNoPrivateAddressBelowAPrefix() throws Exception {
        // Given
        String prefix = "GET /probe?target=" + hanging().issuer() + PREFIX;
        List<Integer> statuses = new ArrayList<>();

        // When
        Vitals.Report report = program().during("probes", () -> {
            statuses.add(status("GET /probe?target=" + program().provider().issuer(), "Host: localhost"));
            statuses.add(status(prefix + "/%252e%252e", "Host: localhost"));
            statuses.add(status(prefix + "/a", "Host: localhost"));
        });

        // Then: the last one is a failed poll
        program().assertGoesOn(report);
        assertThat(statuses).containsExactly(200, 403, 200);
        assertThat(hanging().requests().keySet()).noneMatch(path -> path.contains(PREFIX));
    }

    @Test
    default void issuerThatHangsHoldsNoOtherRequestUp() throws Exception {
        // Given
        hanging().answerSlowly(Duration.ofSeconds(60));
        List<RawConnection> probes = new ArrayList<>();

        // When
        Vitals.Report report = program().during("hanging-probes", () -> {
            for (int number = 0; number < 100; number++) {
                RawConnection probe = RawConnection.to(program().port());
                probe.send("GET /probe?target=" + hanging().issuer() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                probes.add(probe);
            }
            await("refused").atMost(LONGEST).until(() -> answered(probes) >= 98);
            assertThat(status("GET /probe?target=" + program().provider().issuer(), "Host: localhost"))
                    .isEqualTo(200);
        });

        // Then
        program().assertGoesOn(report);
        assertThat(report.slowest()).isLessThan(PROMPT);
        for (RawConnection probe : probes) {
            assertThat(probe.hasAnswer() ? probe.status(LONGEST) : 503).isEqualTo(503);
            probe.close();
        }
    }

    @Test
    default void streamsAreSharedBetweenAddresses() throws Exception {
        // Given
        List<RawConnection> streams = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();

        // When
        Vitals.Report report = program().during("streams", () -> {
            for (int place = 0; place < 9; place++) {
                statuses.add(statusOfStream("127.0.0.2", streams));
            }
            statuses.add(statusOfStream("127.0.0.3", streams));
        });

        // Then
        program().assertGoesOn(report);
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 503, 200);
        for (RawConnection stream : streams) {
            stream.close();
        }
    }

    private int statusOfStream(String address, List<RawConnection> streams) throws IOException {
        RawConnection stream = RawConnection.from(address, program().port());
        streams.add(stream);
        stream.send("GET /api/v1/changes HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        return stream.status(LONGEST);
    }

    private int status(String target, String... headers) throws IOException {
        String type = "Content-Type: application/json";
        String[] all = Stream.concat(Stream.of(headers), Stream.of(type)).toArray(String[]::new);
        return RawConnection.exchange(
                        program().port(),
                        target,
                        target.startsWith("PUT") ? "{\"kids\":[\"first\"]}" : "",
                        LONGEST,
                        all)
                .status();
    }

    private static long answered(List<RawConnection> connections) {
        return connections.stream().filter(RawConnection::hasAnswer).count();
    }
}
