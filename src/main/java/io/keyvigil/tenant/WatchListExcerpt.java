package io.keyvigil.tenant;

import io.keyvigil.jose.JwsAlgorithm;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One tenant and its consumers in the format of the watch list, which {@link WatchListParser} can read on any machine. Secrets
 * and local settings are omitted: headers, the private CA, the canary.
 */
public final class WatchListExcerpt {

    private WatchListExcerpt() {}

    /** Returns a tree of maps, lists and texts. Written as JSON, it is a watch list. */
    public static Map<String, Object> of(Tenant tenant, Collection<Consumer> consumers) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tenants", Map.of(tenant.id().value(), tenant(tenant)));
        Map<String, Object> known = new LinkedHashMap<>();
        consumers.forEach(consumer -> known.put(consumer.id().value(), consumer(consumer)));
        if (!known.isEmpty()) {
            all.put("consumers", known);
        }
        return all;
    }

    private static Map<String, Object> tenant(Tenant tenant) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "issuer", tenant.issuer());
        if (tenant.source() instanceof KeySource.Discovery discovery) {
            members.put("discovery-uri", discovery.uri());
        } else if (tenant.source() instanceof KeySource.JwksUri jwks) {
            members.put("jwks-uri", jwks.uri());
        } else if (tenant.source() instanceof KeySource.JwksFile jwks) {
            members.put("jwks-file", jwks.file().toString());
        }
        put(members, "accept-issuers", tenant.acceptIssuers());
        put(members, "audiences", tenant.audiences());
        put(members, "algorithms", names(tenant.algorithms()));
        put(members, "leeway", tenant.leeway().map(Duration::toString));
        members.put("poll-every", tenant.pollEvery().toString());
        members.put("token-lifetime", tenant.tokenLifetime().toString());
        put(
                members,
                "consumers",
                tenant.consumers().stream().map(ConsumerId::value).toList());
        return members;
    }

    private static Map<String, Object> consumer(Consumer consumer) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "profile", consumer.profile());
        consumer.overrides().forEach((name, value) -> members.put(name, flagOrText(value)));
        consumer.cachedKeys().ifPresent(cached -> members.put("cached-keys", cachedKeys(cached)));
        put(members, "issuer", consumer.issuer());
        put(members, "audiences", consumer.audiences());
        put(members, "algorithms", names(consumer.algorithms()));
        put(members, "leeway", consumer.leeway().map(Duration::toString));
        return members;
    }

    private static Map<String, Object> cachedKeys(CachedKeys cached) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "url", cached.uri());
        put(members, "file", cached.file().map(Object::toString));
        members.put("every", cached.every().toString());
        return members;
    }

    private static Object flagOrText(String value) {
        return value.equals("true") || value.equals("false") ? (Object) Boolean.valueOf(value) : value;
    }

    private static List<String> names(Set<JwsAlgorithm> algorithms) {
        return algorithms.stream().map(JwsAlgorithm::registeredName).sorted().toList();
    }

    private static void put(Map<String, Object> members, String name, Optional<String> value) {
        value.ifPresent(text -> members.put(name, text));
    }

    private static void put(Map<String, Object> members, String name, List<String> values) {
        if (!values.isEmpty()) {
            members.put(name, values);
        }
    }
}
