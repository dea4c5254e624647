package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a consumer's {@code cached-keys}. */
final class CachedKeysReader {

    static final List<String> MEMBERS = List.of("url", "file", "every");

    private final ValueReader values;

    CachedKeysReader(ValueReader values) {
        this.values = values;
    }

    Optional<CachedKeys> read(YamlMapping consumer) {
        return consumer.mapping("cached-keys").map(this::members);
    }

    private CachedKeys members(YamlMapping cachedKeys) {
        KnownMembers.check(cachedKeys, MEMBERS);
        if (cachedKeys.has("url") == cachedKeys.has("file")) {
            String problem = cachedKeys.has("url") ? "has both url and file" : "has neither url nor file";
            cachedKeys.problem(problem, "write one of the two");
        }
        Optional<String> url = values.address(cachedKeys, "url");
        Optional<Path> file = values.file(cachedKeys, "file");
        boolean onLoopback = url.map(Addresses::onLoopback).orElse(file.isPresent());
        Duration every = DurationReader.interval(cachedKeys, "every", DurationReader.POLITE, onLoopback)
                .orElse(CachedKeys.DEFAULT_EVERY);
        return new CachedKeys(url, file, every);
    }
}
