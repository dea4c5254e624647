package io.keyvigil.watch;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.Known;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.provider.Validators;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of one tenant's keys. Immutable: a poll creates a new one with {@link #next}, which is pure.
 *
 * <ol>
 *   <li>Published keys come first, in the published order, then the withdrawn ones, the latest first, bounded by {@link
 *       KeyLedger}.
 *   <li>The baseline of a tenant yields no event, nor does a failure before it.
 *   <li>A failure does not change the keys.
 * </ol>
 *
 * @param watchedSince the first successful fetch of the keys
 * @param discovery the last exchange with a response of the discovery endpoint in this process
 * @param jwks the last exchange with a response of the JWK Set endpoint in this process
 * @param maxAge the last freshness lifetime of the key set, as received by this process or another
 * @param countdown the countdown in the caching directives of this process' responses
 * @param recentEvents the events that {@link RecentEvents} keeps, the newest last
 */
public record TenantState(
        Optional<Instant> watchedSince,
        List<ObservedKey> keys,
        Optional<ProviderMetadata> metadata,
        Optional<Sha256Digest> jwksSha256,
        Optional<Instant> lastRotation,
        Optional<Exchange> discovery,
        Optional<Exchange> jwks,
        Optional<Duration> maxAge,
        PollHealth health,
        PollTallies tallies,
        Countdown countdown,
        List<KeyEvent> recentEvents) {

    /** Nothing is known yet. */
    public static final TenantState UNSEEN = of(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PollHealth.UNTRIED);

    public TenantState {
        keys = List.copyOf(keys);
        recentEvents = BareEvents.where(recentEvents);
    }

    /** Returns the same state with these events, the oldest first, as far as {@link RecentEvents} keeps them. */
    public TenantState remembering(List<KeyEvent> events) {
        return with(keys, maxAge, health, tallies, RecentEvents.of(events, keys));
    }

    /** Returns the state before any exchange of this process: without counts, countdown and recent exchanges. */
    public static TenantState of(
            Optional<Instant> watchedSince,
            List<ObservedKey> keys,
            Optional<ProviderMetadata> metadata,
            Optional<Sha256Digest> jwksSha256,
            Optional<Instant> lastRotation,
            Optional<Duration> maxAge,
            PollHealth health) {
        return new TenantState(
                watchedSince,
                keys,
                metadata,
                jwksSha256,
                lastRotation,
                Optional.empty(),
                Optional.empty(),
                maxAge,
                health,
                PollTallies.NONE,
                Countdown.NONE,
                List.of());
    }

    /** A state in which just these keys are published. */
    public static TenantState ofKeys(JwkSet published, Instant now) {
        return of(
                Optional.of(now),
                KeyLedger.updated(List.of(), published.keys(), now, now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PollHealth.UNTRIED);
    }

    /** The counts of outcomes, failures and events since the start of the process. */
    public record PollTallies(Tally<PollOutcome> outcomes, Tally<FetchFailure> failures, Tally<KeyEventKind> events) {
        public static final PollTallies NONE = new PollTallies(Tally.empty(), Tally.empty(), Tally.empty());
    }

    public List<ObservedKey> publishedKeys() {
        return keys.stream().filter(ObservedKey::published).toList();
    }

    /** The published keys that verify signatures. */
    public long publishedSigningKeys() {
        long signing = 0;
        for (ObservedKey key : keys) {
            signing += key.published() && key.jwk().usableForSigning() ? 1 : 0;
        }
        return signing;
    }

    /** The signing algorithms of the discovery document; empty if there is none, or if it lists none. */
    public List<String> advertisedAlgorithms() {
        return metadata.map(ProviderMetadata::signingAlgorithms).orElse(List.of());
    }

    /** Returns the state after that exchange, if there was one. */
    Optional<Duration> maxAgeAfter(Optional<Exchange> exchange) {
        return exchange.isPresent() ? exchange.flatMap(answer -> answer.cache().freshness()) : maxAge;
    }

    /** Whether this process has polled the tenant, with any outcome. */
    public boolean polledHere() {
        return tallies.outcomes().total() > 0;
    }

    /** The counts of this process with the rest of another process. The exchanges of this process concern an older set. */
    TenantState adopting(TenantState written) {
        return new TenantState(
                written.watchedSince(),
                written.keys(),
                written.metadata(),
                written.jwksSha256(),
                written.lastRotation(),
                Optional.empty(),
                Optional.empty(),
                written.maxAge(),
                written.health(),
                tallies,
                countdown,
                written.recentEvents());
    }

    /** Returns the same keys with the note of another process about its last poll. */
    TenantState with(PollHealth noted, Optional<Duration> heard) {
        return with(keys, heard, noted, tallies, recentEvents);
    }

    /** The basis of the next fetch. */
    public Known known() {
        return new Known(
                metadata,
                discovery.map(Exchange::validators).orElse(Validators.NONE),
                jwks.map(Exchange::uri),
                jwks.map(Exchange::validators).orElse(Validators.NONE),
                jwksSha256);
    }

    /**
     * The state after a poll, and the changes. Times later than now, because the clock was set back, are corrected.
     *
     * @param attemptedAt the start of the poll
     * @param now when it ended
     */
    public Transition next(FetchResult result, Instant attemptedAt, Instant now) {
        return next(result, attemptedAt, now, Optional.empty());
    }

    /** @param watchedUntil when the last poll is known to have been made, if polls after it are missing */
    Transition next(FetchResult result, Instant attemptedAt, Instant now, Optional<Instant> watchedUntil) {
        TenantState believed = new NotedAhead(now).corrected(this);
        Instant attempt = attemptedAt.isAfter(now) ? now : attemptedAt;
        Transition transition = new PollTransition(believed, attempt, now, watchedUntil).after(result);
        return believed == this ? transition : transition.correctedAt(now);
    }

    /** Returns the same keys with additional signing evidence. */
    TenantState signing(List<ObservedKey> noted, Optional<KeyEvent> event) {
        PollTallies told = new PollTallies(
                tallies.outcomes(),
                tallies.failures(),
                event.map(KeyEvent::kind).map(tallies.events()::plusOne).orElse(tallies.events()));
        return with(
                noted,
                maxAge,
                health,
                told,
                RecentEvents.after(recentEvents, event.stream().toList(), noted));
    }

    private TenantState with(
            List<ObservedKey> those,
            Optional<Duration> heard,
            PollHealth noted,
            PollTallies told,
            List<KeyEvent> remembered) {
        return new TenantState(
                watchedSince,
                those,
                metadata,
                jwksSha256,
                lastRotation,
                discovery,
                jwks,
                heard,
                noted,
                told,
                countdown,
                remembered);
    }
}
