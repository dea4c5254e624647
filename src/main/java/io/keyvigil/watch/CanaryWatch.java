package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.provider.CanaryClient;
import io.keyvigil.provider.CanaryKeys;
import io.keyvigil.provider.CanaryResult;
import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Requests real tokens for tenants with a canary, to learn which key signs now.
 *
 * <ol>
 *   <li>At most one request per tenant is in flight, and a bounded number in total; others are sent at a later tick.
 *   <li>The {@link SigningWatch} records the evidence of a token before the canary's state reports a success.
 *   <li>A canary with changed settings starts again.
 * </ol>
 *
 * <p>The caller must tick it every second.
 */
public final class CanaryWatch {

    private static final Logger LOG = Logger.getLogger(CanaryWatch.class);
    private static final int MOST_IN_FLIGHT = 16;

    /** The minimum time between requested polls. A rejected one followed another within this time. */
    private static final Duration LONGEST_SINCE_FETCH = Duration.ofSeconds(5);

    private WatchList seen = WatchList.EMPTY;
    private List<TenantId> withCanary = List.of();
    private final Map<TenantId, Flight> flights = new ConcurrentHashMap<>();
    private final KeyWatch watch;
    private final SigningWatch signing;
    private final CanaryClient client;
    private final Clock clock;
    private final Executor executor;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

    /** One tenant's canary; {@code airborne} while a token request is in flight. */
    private static final class Flight {
        private final Canary canary;
        private volatile CanaryState state;
        private volatile boolean airborne;

        Flight(Canary canary, Instant now) {
            this.canary = canary;
            this.state = CanaryState.untried(now);
        }
    }

    public CanaryWatch(KeyWatch watch, SigningWatch signing, CanaryClient client, Clock clock, Executor executor) {
        this.watch = watch;
        this.signing = signing;
        this.client = client;
        this.clock = clock;
        this.executor = executor;
    }

    /** The state of the tenant's canary; empty if it has none, or if it has not started yet. */
    public Optional<CanaryState> state(TenantId tenant) {
        return Optional.ofNullable(flights.get(tenant)).map(flight -> flight.state);
    }

    /** Requests the tokens that are due. */
    public synchronized void tick() {
        Instant now = clock.instant();
        flights.keySet().removeIf(id -> watch.find(id)
                .flatMap(watched -> watched.tenant().canary())
                .isEmpty());
        for (TenantId id : withCanary()) {
            watch.findHeld(id)
                    .ifPresent(watched -> watched.tenant().canary().ifPresent(canary -> tick(watched, canary, now)));
        }
    }

    /**
     * Computed once per watch list: few tenants have a canary, and a search of all tenants each second costs more than the polls.
     */
    private List<TenantId> withCanary() {
        WatchList current = watch.watchList();
        if (current != seen) {
            seen = current;
            withCanary = current.tenants().values().stream()
                    .filter(tenant -> tenant.canary().isPresent())
                    .map(Tenant::id)
                    .toList();
        }
        return withCanary;
    }

    private void tick(WatchedTenant watched, Canary canary, Instant now) {
        Tenant tenant = watched.tenant();
        Flight flight = flights.compute(
                tenant.id(),
                (id, known) -> known == null || !known.canary.equals(canary) ? new Flight(canary, now) : known);
        if (!flight.airborne
                && CanarySchedule.isDue(tenant, canary, flight.state, watched.state(), now)
                && inFlight.tryAcquire()) {
            flight.airborne = true;
            executor.execute(() -> fly(watched, flight));
        }
    }

    private void fly(WatchedTenant watched, Flight flight) {
        try {
            ask(watched, flight);
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=canary-broken tenant=%s", watched.tenant().id());
            flight.state = flight.state.attempted(clock.instant());
        } finally {
            flight.airborne = false;
            inFlight.release();
        }
    }

    private void ask(WatchedTenant watched, Flight flight) {
        Instant attemptedAt = clock.instant();
        Optional<Sha256Digest> jwksSha256 = watched.state().jwksSha256();
        CanaryResult result =
                client.ask(watched.tenant(), flight.canary, watched.state().metadata(), keys(watched));
        signer(result)
                .ifPresent(signer -> signing.signed(watched.tenant().id(), signer.thumbprint(), signer.issuedAt()));
        result.fold(signed -> Optional.<CanaryResult.Failed>empty(), Optional::of)
                .filter(failed -> isProof(failed, watched.state().health(), attemptedAt))
                .ifPresent(failed -> signing.unpublished(watched, proof(failed, clock.instant())));
        CanaryState before = flight.state;
        flight.state = before.next(result, attemptedAt, clock.instant(), jwksSha256);
        CanaryLog.log(watched.tenant(), before, flight.state);
    }

    /** The keys must be as new as the token: while they cannot be fetched, the signing key may be published nevertheless. */
    private static boolean isProof(CanaryResult.Failed failed, PollHealth health, Instant attemptedAt) {
        boolean fetched = health.up()
                && health.lastSuccess()
                        .filter(last -> !last.isBefore(attemptedAt.minus(LONGEST_SINCE_FETCH)))
                        .isPresent();
        return failed.reason().unpublished() && fetched;
    }

    private static UnpublishedSigning proof(CanaryResult.Failed failed, Instant now) {
        return UnpublishedSigning.by(
                failed.withdrawn().map(CanaryResult.Signer::thumbprint), failed.detail(), now.toString(), now);
    }

    private static Optional<CanaryResult.Signer> signer(CanaryResult result) {
        return result.fold(signed -> Optional.of(signed.signer()), CanaryResult.Failed::withdrawn);
    }

    private CanaryKeys keys(WatchedTenant watched) {
        return new CanaryKeys() {
            @Override
            public List<Jwk> published() {
                return keys(true);
            }

            @Override
            public List<Jwk> withdrawn() {
                return keys(false);
            }

            private List<Jwk> keys(boolean published) {
                return watched.state().keys().stream()
                        .filter(key -> key.published() == published)
                        .map(ObservedKey::jwk)
                        .toList();
            }

            @Override
            public void readAnew() {
                if (watched.admitRequest(clock.instant()).isEmpty()) {
                    watch.poll(watched);
                }
            }
        };
    }
}
