package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service under test watches, every hour: {@code alpha}, whose provider answers and requires a secret header; {@code
 * beta}, of a provider of its own, with two consumers of 20 s and 5 s leeway; {@code gone}, at a closed port; and {@code
 * late}, which {@link #removeLate} removes from the watch list. It may probe what is below {@code allowed}.
 */
public final class WatchedProviders implements QuarkusTestResourceLifecycleManager {

    public static final String SECRET = "s3cret-header-value";

    private FakeProvider alpha;
    private FakeProvider beta;
    private FakeProvider allowed;
    private Path directory;

    public FakeProvider alpha() {
        return alpha;
    }

    public FakeProvider beta() {
        return beta;
    }

    /** Not in the watch list. */
    public FakeProvider allowed() {
        return allowed;
    }

    @Override
    public Map<String, String> start() {
        alpha = FakeProvider.start();
        beta = FakeProvider.start();
        allowed = FakeProvider.start();
        try {
            directory = PassingDirectory.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write("  late: {jwks-uri: '" + beta.jwksUri() + "', poll-every: 1h}\n");
        return Map.of(
                // Tests of the corpus have a system property of this prefix, which the service would refuse.
                "smallrye.config.mapping.validate-unknown", "false",
                "keyvigil.watchlist", directory.resolve("watchlist.yaml").toString(),
                "keyvigil.data-dir", directory.resolve("data").toString(),
                "keyvigil.probe.allow", allowed.issuer());
    }

    public void removeLate() {
        write("");
    }

    private void write(String late) {
        String tenants =
                """
                tenants:
                  alpha: {issuer: '%s', poll-every: 1h, headers: {X-Secret: %s}}
                  beta: {issuer: '%s', poll-every: 1h, consumers: [lenient, strict]}
                  gone: {issuer: 'http://127.0.0.1:1', poll-every: 1h}
                """
                        .formatted(alpha.issuer(), SECRET, beta.issuer());
        String consumers =
                """
                consumers:
                  lenient: {profile: static-keys, leeway: 20s}
                  strict: {profile: static-keys, leeway: 5s}
                """;
        try {
            Files.writeString(directory.resolve("watchlist.yaml"), tenants + late + consumers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(WatchedProviders.class));
    }

    @Override
    public void stop() {
        alpha.close();
        beta.close();
        allowed.close();
    }
}
