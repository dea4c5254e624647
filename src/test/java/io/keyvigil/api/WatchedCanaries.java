package io.keyvigil.api;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.FakeTokenEndpoint;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Tenants with canaries every second: {@code good}, whose token endpoint issues tokens; {@code refused}, whose endpoint
 * answers an error of Entra and echoes the secret; and {@code exposed}, whose secret every user may read.
 */
public final class WatchedCanaries implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "c4nary-s3cret-nobody-may-see";
    static final SigningKey FIRST = SigningKeys.rsa("first-to-sign");
    static final SigningKey NEXT = SigningKeys.rsa("next-to-sign");

    private static final FakeTokenEndpoint[] ENDPOINT = new FakeTokenEndpoint[2];
    private static Path directory;

    private FakeProvider provider;
    private FakeProvider refusing;

    static FakeTokenEndpoint good() {
        return ENDPOINT[0];
    }

    static Path dataDirectory() {
        return directory.resolve("data");
    }

    @Override
    public Map<String, String> start() {
        ENDPOINT[0] = FakeTokenEndpoint.start().sign(FIRST);
        ENDPOINT[1] = FakeTokenEndpoint.start()
                .respond(
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret "
                                + SECRET + " provided.\",\"error_codes\":[7000215]}");
        provider = issuing(ENDPOINT[0]);
        refusing = issuing(ENDPOINT[1]);
        try {
            directory = Files.createTempDirectory("canaries");
            Path watchList = directory.resolve("watchlist.yaml");
            Files.writeString(
                    watchList,
                    "tenants:\n"
                            + tenant("good", provider, secret("good", "rw-------"))
                            + tenant("refused", refusing, secret("refused", "rw-------"))
                            + tenant("exposed", provider, secret("exposed", "rw-r--r--")));
            return Map.of(
                    "smallrye.config.mapping.validate-unknown", "false",
                    "keyvigil.watchlist", watchList.toString(),
                    "keyvigil.data-dir", dataDirectory().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FakeProvider issuing(FakeTokenEndpoint endpoint) {
        FakeProvider started = FakeProvider.start().publish(FIRST, NEXT);
        return started.serveDiscovery("{\"issuer\":\"" + started.issuer() + "\",\"jwks_uri\":\"" + started.jwksUri()
                + "\",\"token_endpoint\":\"" + endpoint.uri()
                + "\",\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\"]}");
    }

    private static Path secret(String name, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("secret-" + name), SECRET + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String tenant(String id, FakeProvider provider, Path secret) {
        return """
                  %s:
                    issuer: '%s'
                    poll-every: 1h
                    canary: {client-id: probe, client-secret-file: '%s', every: 1s}
                """
                .formatted(id, provider.issuer(), secret)
                .indent(0);
    }

    @Override
    public void stop() {
        provider.close();
        refusing.close();
        good().close();
        ENDPOINT[1].close();
    }
}
