package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * The service under test asks for bearer tokens of {@link #authority} with the audience {@code keyvigil}, and watches the
 * tenant {@code alpha}.
 */
public final class ProtectedService implements QuarkusTestResourceLifecycleManager {

    private FakeProvider authority;
    private FakeProvider alpha;

    /** It signs with the RSA key {@code authority} at first. */
    public FakeProvider authority() {
        return authority;
    }

    @Override
    public Map<String, String> start() {
        authority = FakeProvider.start();
        authority.publish(SigningKeys.rsa("authority"));
        alpha = FakeProvider.start();
        Map<String, String> settings = new HashMap<>(PassingDirectory.settingsFor(
                "tenants:\n  alpha: {issuer: '" + alpha.issuer() + "', poll-every: 1h}\n"));
        settings.put("keyvigil.auth.issuer", authority.issuer());
        settings.put("keyvigil.auth.audience", "keyvigil");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ProtectedService.class));
    }

    @Override
    public void stop() {
        authority.close();
        alpha.close();
    }
}
