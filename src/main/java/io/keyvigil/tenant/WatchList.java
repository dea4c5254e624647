package io.keyvigil.tenant;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The monitored tenants, the consumers that they name, and time servers. Immutable and valid. */
public record WatchList(
        SortedMap<TenantId, Tenant> tenants, SortedMap<ConsumerId, Consumer> consumers, TimeServers clock) {

    public static final WatchList EMPTY = new WatchList(new TreeMap<>(), new TreeMap<>(), TimeServers.NONE);

    public WatchList {
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        consumers = Collections.unmodifiableSortedMap(new TreeMap<>(consumers));
    }

    public static WatchList of(Map<TenantId, Tenant> tenants) {
        return new WatchList(new TreeMap<>(tenants), new TreeMap<>(), TimeServers.NONE);
    }
}
