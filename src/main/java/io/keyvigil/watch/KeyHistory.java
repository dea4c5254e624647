package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where states and events survive the process. A method that cannot do its work throws {@link HistoryUnavailable};
 * nothing of what it was asked to write is then written.
 */
public interface KeyHistory {

    /** The states that were kept for these tenants, where they still read their keys from the same place. */
    Map<TenantId, TenantState> load(Collection<Tenant> tenants);

    /** Writes all entries in one transaction: for each tenant its latest state and the events that led to it. */
    void record(Collection<Entry> entries);

    /** Notes when polls were last tried and succeeded, in one transaction; no key has changed. */
    void touch(Map<TenantId, PollHealth> healths);

    /** Notes when keys were seen to sign, in one transaction; nothing else about them has changed. */
    void signed(Map<TenantId, List<ObservedKey>> keys);

    /**
     * A tenant's events, the newest first.
     *
     * @param since the earliest moment, inclusive
     * @param before only events with a smaller number
     */
    List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit);

    /** The JSON of a tenant's known keys as it was published, private members left out. */
    Map<KeyIdentity, String> publicJson(TenantId tenant);

    /**
     * @param publicJson the published keys' JSON by identity, where the poll read them anew; with none of them in it, what is
     *     known of the keys changed and their JSON did not; empty where neither did
     */
    record Entry(
            Tenant tenant, TenantState state, List<KeyEvent> events, Optional<Map<KeyIdentity, String>> publicJson) {}

    /** An event and its place in the history; later events have greater numbers. */
    record NumberedEvent(long number, KeyEvent event) {}

    /** The history cannot be read or written now. The message says why, for people. */
    final class HistoryUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public HistoryUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
