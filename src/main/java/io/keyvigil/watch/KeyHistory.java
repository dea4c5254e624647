package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The store of states and events across restarts. A method that cannot do its work throws {@link HistoryUnavailable} and
 * writes nothing.
 */
public interface KeyHistory {

    /**
     * Leaves a mark for the next process, if that is possible while the store cannot be written.
     *
     * @param waiting whether there are pending changes, which a killed process would lose
     */
    default void mark(boolean waiting) {}

    /** How often polls without changes are noted: a killed process loses the notes of at most that time. */
    default Duration noteEvery() {
        return Duration.ofMinutes(1);
    }

    /** The stored state of these tenants; unseen if the tenant had another key source then. */
    Map<TenantId, Kept> load(Collection<Tenant> tenants);

    /**
     * Writes all entries in one transaction: for each tenant its latest state and the events that led to it.
     *
     * <p>An earlier write of this process whose confirmation was lost is not repeated.
     *
     * @return the tenants that were not written, because another process has written since the entry's base version
     */
    Set<TenantId> record(Collection<Entry> entries);

    /** Notes the last attempts and successes of polls in one transaction, for tenants unchanged since that version. */
    void touch(Map<TenantId, NotedPoll> polls);

    /** Notes the observed signing times of otherwise unchanged keys in one transaction. */
    void signed(Map<TenantId, List<ObservedKey>> keys);

    /**
     * A tenant's events, the newest first.
     *
     * @param since the earliest time, inclusive
     * @param before only events with a smaller number
     */
    List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit);

    /** The steps of a tenant after that version, the oldest first; at most the latest 100. */
    List<KeyEvent> eventsAfter(TenantId tenant, long version);

    /** The JSON of a tenant's known keys as published, without private members. */
    Map<KeyIdentity, String> publicJson(TenantId tenant);

    /**
     * The data of one tenant to write.
     *
     * @param base the version on which it builds
     * @param steps the steps from there to the state, the oldest first; at least one
     * @param publicJson the JSON of the published keys by identity, if the poll read the set. A map without entries means
     *     that only the state of the keys changed; empty if nothing changed
     * @param corrected the time that replaces later times of the tenant's earlier events; empty if there are none
     */
    record Entry(
            Tenant tenant,
            long base,
            List<Step> steps,
            TenantState state,
            Optional<Map<KeyIdentity, String>> publicJson,
            Optional<Instant> corrected) {
        public Entry {
            steps = List.copyOf(steps);
        }

        public Entry(
                Tenant tenant,
                long base,
                List<Step> steps,
                TenantState state,
                Optional<Map<KeyIdentity, String>> publicJson) {
            this(tenant, base, steps, state, publicJson, Optional.empty());
        }

        /** The version of the state. */
        public long version() {
            return steps.get(steps.size() - 1).version();
        }

        /** All events, the oldest first. */
        public List<KeyEvent> events() {
            return steps.stream().flatMap(step -> step.events().stream()).toList();
        }

        /** The steps from that version, the oldest first. */
        public List<Step> stepsAfter(long known) {
            return steps.stream().filter(step -> step.version() > known).toList();
        }
    }

    /** The change that made a version, and its events. */
    record Step(long version, List<KeyEvent> events) {
        public Step {
            events = List.copyOf(events);
        }
    }

    /**
     * A stored state; every change of it creates the next version.
     *
     * @param incomplete whether changes after it may be missing, because an earlier process could not write them
     */
    record Kept(TenantState state, long version, boolean incomplete) {
        /** Nothing was kept. */
        public static final Kept NOTHING = new Kept(TenantState.UNSEEN, 0);

        public Kept(TenantState state, long version) {
            this(state, version, false);
        }
    }

    /** A poll without changes to that version. Its freshness lifetime need not be stored. */
    record NotedPoll(long version, PollHealth health, Optional<Duration> maxAge) {}

    /** An event and its place in the history; later events have greater numbers. */
    record NumberedEvent(long number, KeyEvent event) {}

    /** The history cannot be read or written now. The message contains the reason, as text for operators. */
    final class HistoryUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public HistoryUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
