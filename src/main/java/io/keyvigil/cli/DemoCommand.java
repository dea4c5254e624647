package io.keyvigil.cli;

import io.keyvigil.demo.DemoProvider;
import io.keyvigil.demo.DemoStory;
import io.keyvigil.demo.DemoTimeServer;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code demo}: the service, watching a provider and a time server on loopback that play a story. Leaves nothing behind, also
 * when it is interrupted.
 */
final class DemoCommand {

    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(15);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final String DEFAULT_PORT = "9494";

    private DemoCommand() {}

    static void run(Clock clock) {
        try (DemoProvider provider = DemoProvider.start(clock);
                DemoTimeServer timeServer = DemoTimeServer.start(clock)) {
            Path directory = Files.createTempDirectory("keyvigil-demo");
            CountDownLatch serviceEnded = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAfter(serviceEnded, directory)));
            Path watchList =
                    Files.writeString(directory.resolve("watchlist.yaml"), watchList(provider.issuer(), timeServer));
            System.setProperty("keyvigil.watchlist", watchList.toString());
            System.setProperty("keyvigil.data-dir", directory.toString());
            String service = "http://localhost:" + port();
            System.out.println(introduction(provider.issuer(), service));
            DemoStory story =
                    new DemoStory(provider, timeServer, service, clock, between(), line -> System.out.println(line));
            Thread teller = new Thread(story, "demo-story");
            teller.setDaemon(true);
            teller.start();
            Quarkus.run(null, (status, failure) -> {
                serviceEnded.countDown();
                Optional.ofNullable(failure)
                        .ifPresent(reason -> System.err.println("keyvigil demo: could not start: " + first(reason)
                                + "; where the port is taken, QUARKUS_HTTP_PORT names another"));
                System.exit(status);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds between the story's steps, 1 to 99, for whoever is in a hurry. */
    private static Duration between() {
        return Optional.ofNullable(System.getenv("KEYVIGIL_DEMO_STEP_SECONDS"))
                .filter(text -> text.matches("[1-9][0-9]?"))
                .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
                .orElse(BETWEEN_STEPS);
    }

    private static String port() {
        return Optional.ofNullable(System.getProperty("quarkus.http.port"))
                .or(() -> Optional.ofNullable(System.getenv("QUARKUS_HTTP_PORT")))
                .orElse(DEFAULT_PORT);
    }

    private static String watchList(String issuer, DemoTimeServer timeServer) {
        return """
                tenants:
                  demo:
                    issuer: %s
                    audiences: [api://demo]
                    poll-every: 1s
                    token-lifetime: 20s
                    consumers: [adapts, by-timer, never-again]
                consumers:
                  adapts: {profile: spring-nimbus-jwtdecoder}
                  by-timer: {profile: envoy-jwt-authn, cache-duration: 10s}
                  never-again: {profile: boot-only}
                clock:
                  servers: ['%s']
                  every: 1s
                """
                .formatted(issuer, timeServer.name());
    }

    private static String introduction(String issuer, String service) {
        return """
                Keyvigil watches %1$s, a provider on this machine that plays a story of three minutes.
                Three consumers trust its keys: one that adapts, one on a timer, one that never fetches again.

                  Console         %2$s/
                  What changed    curl -s %2$s/api/v1/tenants/demo/events
                  Who would break curl -s %2$s/api/v1/consumers
                  What to fear    curl -s '%2$s/api/v1/risks?state=active'

                Ctrl-C ends the demo and leaves nothing behind.
                """
                .formatted(issuer, service);
    }

    /** What all else came of. */
    private static String first(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }

    /** The service would miss its files, and write some anew, if they went before it. */
    private static void deleteAfter(CountDownLatch serviceEnded, Path directory) {
        try {
            serviceEnded.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("keyvigil demo: " + directory + " could not be removed: " + e.getMessage());
        }
    }
}
