package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
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
        return PassingDirectory.settingsFor(watchList);
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
