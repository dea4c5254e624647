package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The packaged program with little memory, for situations in which strangers attack it. It polls a provider on
 * loopback every second. A consumer is listed for that tenant. Other tenants of the same provider are polled every hour.
 */
final class AttackedProgram implements AutoCloseable {

    /** The tenant that is polled every second. */
    static final String TENANT = "tenant-0";

    /** The consumer of {@link #TENANT}. */
    static final String CONSUMER = "batch";

    /** With what options it runs. */
    enum Memory {
        CENTRAL,
        SIDECAR;

        private static final Path IMAGE = Path.of("src/main/docker/Dockerfile.jvm");
        private static final Path CONTAINER = Path.of("k8s/components/sidecar/container.yaml");

        /** The sidecar's are those of its image and its container; Java 17 does not know all of them. */
        String options() throws IOException {
            return this == CENTRAL
                    ? "-Xmx256m -XX:+ExitOnOutOfMemoryError"
                    : "-XX:+IgnoreUnrecognizedVMOptions " + first("JAVA_OPTS=\"([^\"]+)\"", IMAGE) + " "
                            + first("value: (-Xmx.+)", CONTAINER);
        }

        private static String first(String pattern, Path file) throws IOException {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new IllegalStateException(pattern + " is not in " + file);
            }
            return matcher.group(1);
        }
    }

    /** What strangers do. */
    interface Attack {
        void run() throws Exception;
    }

    private final FakeProvider provider;
    private final KeyvigilProcess process;
    private final Memory memory;

    private AttackedProgram(FakeProvider provider, KeyvigilProcess process, Memory memory) {
        this.provider = provider;
        this.process = process;
        this.memory = memory;
    }

    /** Starts it with these settings and waits until it is ready. */
    static AttackedProgram start(Path directory, Memory memory, int tenants, Map<String, String> settings)
            throws IOException {
        FakeProvider provider = FakeProvider.start();
        String list = IntStream.range(0, tenants)
                .mapToObj(number -> "  tenant-%d: {issuer: '%s', poll-every: %s}\n"
                        .formatted(number, provider.issuer(), number == 0 ? "1s, consumers: [" + CONSUMER + "]" : "1h"))
                .collect(Collectors.joining(
                        "", "consumers:\n  " + CONSUMER + ": {profile: static-keys}\ntenants:\n", ""));
        Program program = Program.in(directory.resolve("data"))
                .with("JAVA_TOOL_OPTIONS", memory.options())
                .watching(Files.writeString(directory.resolve("watchlist.yaml"), list));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            program = program.with(setting.getKey(), setting.getValue());
        }
        return new AttackedProgram(provider, program.serve(), memory);
    }

    int port() {
        return process.port();
    }

    FakeProvider provider() {
        return provider;
    }

    KeyvigilProcess process() {
        return process;
    }

    private int polls() {
        return provider.requests().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until so many more requests have reached the provider. */
    void awaitPolls(int more) {
        int wanted = polls() + more;
        await("polls").atMost(Duration.ofSeconds(20)).until(() -> polls() >= wanted);
    }

    /** Plays an attack until it ends and the provider was polled. Prints the figures of that time. */
    Vitals.Report during(String name, Attack attack) throws Exception {
        Vitals.Report report;
        try (Vitals vitals = Vitals.of(port(), this::polls)) {
            attack.run();
            awaitPolls(1);
            vitals.awaitEach();
            report = vitals.report();
        }
        System.out.printf(
                "attack=%s memory=%s asked=%d slowest=%dms failures=%d polls=%d time=%dms%n",
                name,
                memory,
                report.asked(),
                report.slowest().toMillis(),
                report.failures().size(),
                report.polls(),
                report.time().toMillis());
        return report;
    }

    /** Health and metrics were answered, and polls went on. */
    void assertGoesOn(Vitals.Report report) {
        assertThat(report.failures()).isEmpty();
        assertThat(report.polls()).as("polls in " + report.time()).isGreaterThanOrEqualTo((int)
                Math.max(1, report.time().toSeconds() / 3));
        assertThat(process.isReady()).isTrue();
        assertThat(process.log()).doesNotContain("ERROR");
    }

    @Override
    public void close() {
        process.close();
        provider.close();
    }
}
