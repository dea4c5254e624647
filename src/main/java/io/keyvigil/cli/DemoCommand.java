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
 * {@code demo}: runs the service with a provider and a time server on loopback that play a scripted scenario. Deletes its files
 * at the end, also after an interruption.
 */
final class DemoCommand {

    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(15);
    private static final Duration LEEWAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final String DEFAULT_PORT = "9494";

    private DemoCommand() {}

    static void run(Clock clock) {
        Duration tokenLifetime = DemoStory.tokenLifetime(between());
        try (DemoProvider provider = DemoProvider.start(tokenLifetime, clock);
                DemoTimeServer timeServer = DemoTimeServer.start(clock)) {
            Path directory = Files.createTempDirectory("keyvigil-demo");
            CountDownLatch serviceEnded = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAfter(serviceEnded, directory)));
            Path watchList = Files.writeString(
                    directory.resolve("watchlist.yaml"), watchList(provider.issuer(), tokenLifetime, timeServer));
            System.setProperty("keyvigil.watchlist", watchList.toString());
            System.setProperty("keyvigil.data-dir", directory.toString());
            String service = "http://localhost:" + port();
            System.out.println(introduction(provider.issuer(), service));
            DemoStory story =
                    new DemoStory(provider, timeServer, service, clock, between(), line -> System.out.println(line));
            Thread thread = new Thread(story, "demo-story");
            thread.setDaemon(true);
            thread.start();
            Quarkus.run(null, (status, failure) -> {
                serviceEnded.countDown();
                Optional.ofNullable(failure)
                        .ifPresent(reason -> System.err.println("keyvigil demo: could not start: " + first(reason)
                                + "; if the port is taken, set QUARKUS_HTTP_PORT"));
                System.exit(status);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the time between the steps of the scenario: 3 to 99 seconds. */
    private static Duration between() {
        return Optional.ofNullable(System.getenv("KEYVIGIL_DEMO_STEP_SECONDS"))
                .filter(text -> text.matches("[3-9]|[1-9][0-9]"))
                .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
                .orElse(BETWEEN_STEPS);
    }

    private static String port() {
        return Optional.ofNullable(System.getProperty("quarkus.http.port"))
                .or(() -> Optional.ofNullable(System.getenv("QUARKUS_HTTP_PORT")))
                .orElse(DEFAULT_PORT);
    }

    private static String watchList(String issuer, Duration tokenLifetime, DemoTimeServer timeServer) {
        return """
                tenants:
                  demo:
                    issuer: %1$s
                    audiences: [api://demo]
                    poll-every: 1s
                    token-lifetime: %2$s
                    leeway: %3$s
                    consumers: [on-demand, timer-10s, loads-once]
                consumers:
                  on-demand: {profile: spring-nimbus-jwtdecoder, leeway: %3$s}
                  timer-10s: {profile: envoy-jwt-authn, cache-duration: 10s, leeway: %3$s}
                  loads-once: {profile: boot-only, leeway: %3$s}
                clock:
                  servers: ['%4$s']
                  every: 1s
                """
                .formatted(issuer, tokenLifetime, LEEWAY, timeServer.name());
    }

    private static String introduction(String issuer, String service) {
        return """
                Keyvigil monitors %1$s, a local provider that plays a story of three minutes.
                Three modeled consumers trust its keys: on-demand refetches on an unknown kid, timer-10s refetches every
                10 s, loads-once never refetches.

                  Console       %2$s/
                  Key changes   curl -s %2$s/api/v1/tenants/demo/events
                  Consumers     curl -s %2$s/api/v1/consumers
                  Active risks  curl -s '%2$s/api/v1/risks?state=active'

                Ctrl-C ends the demo and deletes its files.
                """
                .formatted(issuer, service);
    }

    /** Returns the message of the innermost cause. */
    private static String first(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }

    /** Deletes the files after the service has ended. Otherwise it would miss its files and write new ones. */
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
