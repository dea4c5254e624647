package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service under test watches one provider, as tenants {@code alpha} and {@code beta}, for consumers of every kind: {@code
 * shown}, of both tenants, has its cache at an address; {@code filed} in a file; {@code silent} at an address where nobody
 * listens; {@code timed} has a profile with a value overridden, {@code pinned} one that never fetches.
 */
public final class ObservedConsumers implements QuarkusTestResourceLifecycleManager {

    private FakeProvider provider;
    private FakeProvider cache;
    private Path directory;

    public FakeProvider provider() {
        return provider;
    }

    /** What {@code shown} holds is what this one publishes. */
    public FakeProvider cache() {
        return cache;
    }

    /** What {@code filed} holds. */
    public Path file() {
        return directory.resolve("cache.json");
    }

    @Override
    public Map<String, String> start() {
        provider = FakeProvider.start();
        cache = FakeProvider.start();
        try {
            directory = PassingDirectory.create();
            Path list = Files.writeString(directory.resolve("watchlist.yaml"), watchList());
            return Map.of(
                    "smallrye.config.mapping.validate-unknown", "false",
                    "keyvigil.watchlist", list.toString(),
                    "keyvigil.data-dir", directory.resolve("data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String watchList() {
        return """
                tenants:
                  alpha: {issuer: '%s', poll-every: 1h, consumers: [shown, filed, silent, timed, pinned]}
                  beta: {jwks-uri: '%s', poll-every: 1h, consumers: [shown]}
                consumers:
                  shown: {cached-keys: {url: '%s', every: 1s}}
                  filed: {profile: static-keys, cached-keys: {file: '%s', every: 1s}}
                  silent: {cached-keys: {url: 'http://127.0.0.1:1/keys', every: 1s}}
                  timed: {profile: envoy, cache-duration: 5m}
                  pinned: {profile: static-keys}
                """
                .formatted(provider.issuer(), provider.jwksUri(), cache.jwksUri(), file());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ObservedConsumers.class));
    }

    @Override
    public void stop() {
        provider.close();
        cache.close();
    }
}
