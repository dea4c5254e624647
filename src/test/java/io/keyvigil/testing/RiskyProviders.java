package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service under test watches a provider for each {@link ProviderConduct}, each for three consumers: {@code gateway} on a
 * timer of ten minutes, {@code orders} that fetches for unknown kids and waits half a second, {@code legacy} that reports
 * what it holds.
 */
public final class RiskyProviders implements QuarkusTestResourceLifecycleManager {

    private final Map<ProviderConduct, FakeProvider> providers = new TreeMap<>();

    public FakeProvider of(ProviderConduct conduct) {
        return providers.get(conduct);
    }

    @Override
    public Map<String, String> start() {
        StringBuilder watchList = new StringBuilder("tenants:\n");
        Arrays.stream(ProviderConduct.values()).forEach(conduct -> {
            FakeProvider provider = FakeProvider.start();
            provider.publish(SigningKeys.rsa("0"), SigningKeys.rsa("1"));
            providers.put(conduct, provider);
            watchList.append("  %s: {issuer: '%s', poll-every: 5m, consumers: [gateway, orders, legacy]}%n"
                    .formatted(conduct.tenant(), provider.issuer()));
        });
        watchList.append(
                """
                consumers:
                  gateway: {profile: envoy-jwt-authn}
                  orders: {profile: nimbus-jwksource}
                  legacy: {profile: spring-nimbus-jwtdecoder}
                """);
        return PassingDirectory.settingsFor(watchList);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RiskyProviders.class));
    }

    @Override
    public void stop() {
        providers.values().forEach(FakeProvider::close);
    }
}
