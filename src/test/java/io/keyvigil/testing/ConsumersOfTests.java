package io.keyvigil.testing;

import io.keyvigil.tenant.CachedKeys;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.TimeServers;
import io.keyvigil.tenant.WatchList;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Consumers, and watch lists that have them, with default settings but for what a test says. */
public final class ConsumersOfTests {

    private ConsumersOfTests() {}

    /** Its cache can be read there, every minute. */
    public static Consumer showing(String id, String uri) {
        return consumer(
                id,
                Optional.empty(),
                Optional.of(new CachedKeys(Optional.of(uri), Optional.empty(), Duration.ofMinutes(1))));
    }

    public static Consumer modelled(String id, String profile) {
        return consumer(id, Optional.of(profile), Optional.empty());
    }

    /** Nothing is known of it, unless its cache is. */
    static Consumer unknown(String id) {
        return consumer(id, Optional.empty(), Optional.empty());
    }

    private static Consumer consumer(String id, Optional<String> profile, Optional<CachedKeys> cachedKeys) {
        return new Consumer(
                new ConsumerId(id),
                profile,
                Map.of(),
                cachedKeys,
                Optional.empty(),
                List.of(),
                Set.of(),
                Optional.empty());
    }

    /** The tenants of these ids, each of which lists all of the consumers. */
    public static WatchList watchList(List<String> tenants, Consumer... consumers) {
        List<ConsumerId> ids = Arrays.stream(consumers).map(Consumer::id).toList();
        Map<TenantId, Tenant> byId = new TreeMap<>();
        tenants.forEach(id -> byId.put(new TenantId(id), tenant(id, ids)));
        Map<ConsumerId, Consumer> byConsumer = new TreeMap<>();
        Arrays.stream(consumers).forEach(consumer -> byConsumer.put(consumer.id(), consumer));
        return new WatchList(new TreeMap<>(byId), new TreeMap<>(byConsumer), TimeServers.NONE);
    }

    public static Tenant tenant(String id, List<ConsumerId> consumers) {
        return of(Tenants.of(id), consumers);
    }

    /** The same with these consumers. */
    static Tenant of(Tenant tenant, List<ConsumerId> consumers) {
        return new Tenant(
                tenant.id(),
                tenant.source(),
                tenant.issuer(),
                tenant.acceptIssuers(),
                tenant.audiences(),
                tenant.algorithms(),
                tenant.leeway(),
                tenant.pollEvery(),
                tenant.tokenLifetime(),
                tenant.headers(),
                tenant.tlsCa(),
                tenant.canary(),
                consumers);
    }

    /** Tenants of a key set's address alone, polled that often, each of which lists all of the consumers. */
    static WatchList polledEvery(Duration interval, List<String> tenants, Consumer... consumers) {
        TreeMap<ConsumerId, Consumer> byConsumer = new TreeMap<>();
        Arrays.stream(consumers).forEach(consumer -> byConsumer.put(consumer.id(), consumer));
        TreeMap<TenantId, Tenant> byId = new TreeMap<>();
        for (String id : tenants) {
            Tenant tenant = of(Tenants.ofJwksUri(id, Fetches.JWKS_URI, interval), List.copyOf(byConsumer.keySet()));
            byId.put(tenant.id(), tenant);
        }
        return new WatchList(byId, byConsumer, TimeServers.NONE);
    }
}
