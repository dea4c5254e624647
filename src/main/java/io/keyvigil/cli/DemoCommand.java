package io.keyvigil.cli;

import io.keyvigil.demo.DemoProvider;
import io.keyvigil.demo.DemoStory;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** {@code demo}: the service, watching a provider on loopback that rotates on a fast clock. Leaves nothing behind. */
final class DemoCommand {

    private static final Logger LOG = Logger.getLogger(DemoCommand.class);
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(6);

    private DemoCommand() {}

    static void run(Clock clock) {
        try (DemoProvider provider = DemoProvider.start(clock)) {
            Path directory = Files.createTempDirectory("keyvigil-demo");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            Path watchList = Files.writeString(
                    directory.resolve("watchlist.yaml"),
                    """
                    tenants:
                      demo:
                        issuer: %s
                        poll-every: 1s
                        audiences: [api://demo]
                    """
                            .formatted(provider.issuer()));
            System.setProperty("keyvigil.watchlist", watchList.toString());
            System.setProperty("keyvigil.data-dir", directory.toString());
            Thread story = new Thread(new DemoStory(provider, BETWEEN_STEPS, LOG::info), "demo-story");
            story.setDaemon(true);
            System.out.println(introduction(provider.issuer()));
            story.start();
            Quarkus.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String introduction(String issuer) {
        return """
                Keyvigil watches %1$s, a provider on this machine that rotates its keys every few seconds.
                What it notices follows here, and stands at http://localhost:9494/api/v1/tenants/demo/events
                Ask it about a token (good, altered, expired, withdrawn, other-clock):

                  curl -s %1$s/token/altered | curl -s --data-binary @- http://localhost:9494/diagnose

                Ctrl-C ends the demo and leaves nothing behind.
                """
                .formatted(issuer);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            LOG.debugf("the directory %s could not be removed: %s", directory, e.toString());
        }
    }
}
