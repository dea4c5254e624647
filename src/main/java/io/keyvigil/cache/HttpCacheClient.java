package io.keyvigil.cache;

import io.keyvigil.provider.DocumentAnswer;
import io.keyvigil.provider.DocumentClient;
import io.keyvigil.tenant.CachedKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Reads caches from addresses and files, under the bounds of {@link DocumentClient}; an address has 5 s for all of it. */
public final class HttpCacheClient implements CacheClient {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final DocumentClient documents;

    /** The parameters are those of {@link DocumentClient}. */
    public HttpCacheClient(Clock clock, Executor executor, String version) {
        this(clock, executor, version, DEADLINE);
    }

    HttpCacheClient(Clock clock, Executor executor, String version, Duration deadline) {
        this.documents = new DocumentClient(clock, executor, version, deadline);
    }

    @Override
    public CacheAnswer read(CachedKeys place) {
        DocumentAnswer answer = place.uri()
                .map(documents::get)
                .orElseGet(() -> documents.read(place.file().orElseThrow()));
        return answer.fold(
                had -> HeldKeysReading.of(had.body()),
                refused -> new CacheAnswer.Failed(refused.reason(), refused.detail()));
    }
}
