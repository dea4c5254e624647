package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.provider.Round;
import io.keyvigil.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The signing keys of one issuer whose tokens are validated here. They are cached as Keyvigil recommends:
 *
 * <ol>
 *   <li>Fetched at first use, and again when older than {@value #MINUTES_FRESH} minutes.
 *   <li>An unknown {@code kid} triggers a fetch immediately, within the limit for requested polls of a tenant.
 *   <li>While the issuer is unreachable, the known keys stay valid.
 *   <li>One fetch runs at a time, and all callers share it. A caller with known keys does not wait for the fetch of another
 *       caller. It waits at most {@value #SECONDS_FOR_UNKNOWN} s for an unknown {@code kid}, and at most
 *       {@value #SECONDS_FOR_FIRST} s if there are no keys.
 * </ol>
 */
public final class IssuerKeys {

    private static final int MINUTES_FRESH = 5;
    private static final int SECONDS_FOR_UNKNOWN = 1;
    private static final int SECONDS_FOR_FIRST = 10;
    private static final Duration FRESH = Duration.ofMinutes(MINUTES_FRESH);

    private final WatchedTenant issuer;
    private final ProviderClient provider;
    private final Clock clock;
    private final AtomicLong fetched = new AtomicLong();

    public IssuerKeys(Tenant issuer, ProviderClient provider, Clock clock) {
        this.issuer = new WatchedTenant(issuer, TenantState.UNSEEN);
        this.provider = provider;
        this.clock = clock;
    }

    /** The published signing keys with that {@code kid}; all of them for a token without a {@code kid}. May fetch. */
    public List<Jwk> of(Optional<String> kid) {
        boolean fetchedAnew = outdated() && fetch(isKnown() ? 0 : SECONDS_FOR_FIRST);
        List<Jwk> known = published(kid);
        if (known.isEmpty() && !fetchedAnew && isKnown() && fetch(SECONDS_FOR_UNKNOWN)) {
            return published(kid);
        }
        return known;
    }

    /** The same among the known keys, without a fetch. */
    public List<Jwk> atHand(Optional<String> kid) {
        return published(kid);
    }

    /** Why no keys are known; empty if some are. */
    public Optional<PollFailure> missing() {
        return isKnown() ? Optional.empty() : issuer.state().health().lastFailure();
    }

    private boolean isKnown() {
        return issuer.state().watchedSince().isPresent();
    }

    /** Whether the next {@link #of} fetches, if no other fetch is under way. */
    public boolean outdated() {
        return issuer.state()
                .health()
                .lastSuccess()
                .filter(last -> last.plus(FRESH).isAfter(clock.instant()))
                .isEmpty();
    }

    /** Returns false if no fetch has run since the call. */
    private boolean fetch(int patience) {
        long before = fetched.get();
        if (!isMyTurn(patience)) {
            return false;
        }
        try {
            Instant now = clock.instant();
            if (fetched.get() == before && issuer.admitRequest(now).isEmpty()) {
                FetchResult result =
                        provider.fetch(issuer.tenant(), issuer.state().known(), new Round());
                issuer.swap(issuer.state().next(result, now, clock.instant()), true);
                issuer.tell(issuer.version());
                fetched.incrementAndGet();
            }
            return fetched.get() != before;
        } finally {
            issuer.polling().unlock();
        }
    }

    private boolean isMyTurn(int patience) {
        try {
            return issuer.polling().tryLock(patience, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Jwk> published(Optional<String> kid) {
        return issuer.state().keys().stream()
                .filter(ObservedKey::published)
                .map(ObservedKey::jwk)
                .filter(Jwk::usableForSigning)
                .filter(key -> kid.isEmpty() || key.kid().equals(kid))
                .toList();
    }
}
