package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try {
            Path directory = PassingDirectory.create();
            Path watchList = Files.writeString(
                    directory.resolve("watchlist.yaml"),
                    "tenants:\n  alpha: {issuer: '" + alpha.issuer() + "', poll-every: 1h}\n");
            return Map.of(
                    "smallrye.config.mapping.validate-unknown", "false",
                    "keyvigil.watchlist", watchList.toString(),
                    "keyvigil.data-dir", directory.resolve("data").toString(),
                    "keyvigil.auth.issuer", authority.issuer(),
                    "keyvigil.auth.audience", "keyvigil");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
