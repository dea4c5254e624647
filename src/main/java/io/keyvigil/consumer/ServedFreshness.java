package io.keyvigil.consumer;

import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.PollListener;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long consumers may keep the key set that they fetched before the latest change of keys: by the cache directives of
 * those responses, not of later ones.
 *
 * <ol>
 *   <li>The freshness lifetime counts from the change. If all responses expire at one time, as with a countdown, little of it
 *       is left at a change at that time.
 *   <li>If changes follow each other sooner than caches expire, the longest lifetime applies to all of them.
 *   <li>Kept only for tenants whose lifetimes vary, and discarded by a restart: until they vary again, the lifetime of the
 *       latest response applies.
 * </ol>
 */
public final class ServedFreshness implements PollListener, WatchListListener {

    private final Map<TenantId, Served> varying = new ConcurrentHashMap<>();

    @Override
    public void polled(Tenant tenant, FetchResult result, Transition transition) {
        if (transition.corrected().isPresent()) {
            varying.remove(tenant.id());
        }
        Optional<Exchange> earlier = transition.before().jwks();
        if (earlier.isEmpty() || transition.after().jwks().equals(earlier)) {
            return;
        }
        Optional<Duration> life = transition.before().maxAge();
        if (varying.containsKey(tenant.id()) || !life.equals(transition.after().maxAge())) {
            varying.compute(tenant.id(), (id, known) -> (known == null ? Served.all(life) : known)
                    .and(earlier.get(), life, transition));
        }
    }

    @Override
    public void changed(WatchList before, WatchList after) {
        varying.keySet().removeIf(id -> !source(before, id).equals(source(after, id)));
    }

    private static Optional<KeySource> source(WatchList watchList, TenantId id) {
        return Optional.ofNullable(watchList.tenants().get(id)).map(Tenant::source);
    }

    /** The life that answers from before the latest change can have from then on; of the latest answer without a change. */
    Optional<Duration> maxAge(TenantId tenant, TenantState state) {
        Served served = varying.get(tenant);
        return served == null ? state.maxAge() : served.leftAtChange();
    }

    /**
     * @param runsOut when the last of the answers so far runs out
     * @param leftAtChange the life that was left to them at the latest change
     */
    private record Served(Instant runsOut, Optional<Duration> leftAtChange, Instant changedAt) {

        /** Whenever the latest change was, all answers gave this life. */
        static Served all(Optional<Duration> life) {
            return new Served(Instant.MIN, life, Instant.MIN);
        }

        Served and(Exchange answer, Optional<Duration> life, Transition transition) {
            Instant end = answer.at().plus(life.orElse(Duration.ZERO));
            Instant last = end.isAfter(runsOut) ? end : runsOut;
            if (transition.events().stream().noneMatch(Served::isOfKeys)) {
                return new Served(last, leftAtChange, changedAt);
            }
            Instant now = transition.after().health().lastSuccess().orElseThrow();
            Optional<Duration> left = longer(life, Duration.between(now, last));
            boolean overlaps = leftAtChange
                    .filter(before -> Duration.between(changedAt, now).compareTo(before) < 0)
                    .isPresent();
            return new Served(last, overlaps ? longer(left, leftAtChange.get()) : left, now);
        }

        private static Optional<Duration> longer(Optional<Duration> one, Duration other) {
            return other.compareTo(one.orElse(Duration.ZERO)) > 0 ? Optional.of(other) : one;
        }

        private static boolean isOfKeys(KeyEvent event) {
            return event.kind().isRotation()
                    || event.kind() == KeyEventKind.KEY_WITHDRAWN
                    || event.kind() == KeyEventKind.KEY_RELABELLED;
        }
    }
}
