package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service under test watches one provider for two consumers: one on a timer, one that asks for unknown kids. */
public final class WatchedConsumers implements QuarkusTestResourceLifecycleManager {

    private FakeProvider provider;

    @Override
    public Map<String, String> start() {
        provider = FakeProvider.start();
        provider.publish(SigningKeys.rsa("first"));
        String watchList =
                """
                tenants:
                  alpha: {issuer: '%s', poll-every: 1h, consumers: [orders-api, gateway]}
                consumers:
                  orders-api: {profile: spring-security}
                  gateway: {profile: envoy}
                """
                        .formatted(provider.issuer());
        try {
            Path directory = PassingDirectory.create();
            Path file = Files.writeString(directory.resolve("watchlist.yaml"), watchList);
            return Map.of(
                    "smallrye.config.mapping.validate-unknown", "false",
                    "keyvigil.watchlist", file.toString(),
                    "keyvigil.data-dir", directory.resolve("data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(FakeProvider.class));
    }

    @Override
    public void stop() {
        provider.close();
    }
}
