package io.keyvigil.api;

import io.keyvigil.diagnosis.SituationWorld;
import io.keyvigil.testing.FakeProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tenants of all situations as providers on loopback, and the watch list that names them. */
public final class SituationProviders implements QuarkusTestResourceLifecycleManager {

    static final Map<String, FakeProvider> PROVIDERS = new HashMap<>();

    /** Diagnoses a second for a caller that is not on loopback. */
    static final int RATE = 2;

    private static Path directory;

    /** Where the service of this test run keeps its data. */
    static Path dataDirectory() {
        return directory.resolve("data");
    }

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("situations");
            Path watchList = directory.resolve("watchlist.yaml");
            Files.writeString(watchList, watchList());
            return Map.of(
                    "keyvigil.watchlist", watchList.toString(),
                    "keyvigil.data-dir", dataDirectory().toString(),
                    "keyvigil.diagnose.rate", String.valueOf(RATE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String watchList() {
        List<String> addresses = SituationWorld.providers().stream()
                .map(SituationProviders::started)
                .toList();
        return SituationWorld.watchList(addresses);
    }

    private static String started(String tenant) {
        FakeProvider provider = FakeProvider.start();
        PROVIDERS.put(tenant, provider);
        List<String> sets = SituationWorld.JWKS.getOrDefault(tenant, List.of());
        sets.stream().findFirst().ifPresent(provider::publish);
        if (sets.isEmpty()) {
            provider.answerStatus(503);
        }
        return provider.issuer();
    }

    @Override
    public void stop() {
        PROVIDERS.values().forEach(FakeProvider::close);
        PROVIDERS.clear();
    }
}
