package io.keyvigil.provider;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One round of polls: an address is fetched once for all tenants with equal headers, CA and validators. An instance is used
 * for one round only. The first caller fetches; the others wait for its result.
 */
public final class Round {

    private final Map<DocumentRequest, CompletableFuture<SharedDocument<ProviderMetadata>>> discoveries =
            new ConcurrentHashMap<>();
    private final Map<DocumentRequest, CompletableFuture<SharedDocument<JwksDocument>>> keySets =
            new ConcurrentHashMap<>();

    SharedDocument<ProviderMetadata> discovery(
            DocumentRequest request, Supplier<SharedDocument<ProviderMetadata>> fetch) {
        return share(discoveries, request, fetch);
    }

    SharedDocument<JwksDocument> keySet(DocumentRequest request, Supplier<SharedDocument<JwksDocument>> fetch) {
        return share(keySets, request, fetch);
    }

    private static <T> T share(
            Map<DocumentRequest, CompletableFuture<T>> shared, DocumentRequest request, Supplier<T> fetch) {
        CompletableFuture<T> own = new CompletableFuture<>();
        CompletableFuture<T> first = shared.putIfAbsent(request, own);
        if (first != null) {
            return first.join();
        }
        try {
            own.complete(fetch.get());
        } catch (RuntimeException failure) {
            own.completeExceptionally(failure);
            throw failure;
        }
        return own.join();
    }
}
