package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.JwksDocument;
import io.keyvigil.provider.ProviderMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pure step from one state to the next: the implementation of {@link TenantState#next}. */
final class PollTransition {

    private static final int NOT_MODIFIED_STATUS = 304;

    private final TenantState before;
    private final Instant attemptedAt;
    private final Instant now;
    private final Optional<Instant> watchedUntil;

    /** @param watchedUntil when the last poll is known to have been made, if polls after it are missing */
    PollTransition(TenantState before, Instant attemptedAt, Instant now, Optional<Instant> watchedUntil) {
        this.before = before;
        this.attemptedAt = attemptedAt;
        this.now = now;
        this.watchedUntil = watchedUntil;
    }

    Transition after(FetchResult result) {
        return result.fold(
                fetched -> succeeded(result, fetched.metadata(), fetched.document()),
                notModified -> succeeded(result, Optional.empty(), Optional.empty()),
                this::failed);
    }

    private Transition succeeded(
            FetchResult result, Optional<ProviderMetadata> metadata, Optional<JwksDocument> document) {
        List<KeyEvent> events = new ArrayList<>();
        boolean firstSight = before.watchedSince().isEmpty();
        if (!firstSight) {
            document.ifPresent(read -> events.addAll(keyChanges(read)));
            metadata.ifPresent(read -> events.addAll(MetadataChanges.between(before.metadata(), read, now)));
            if (before.health().failures() > 0) {
                events.add(recovered());
            }
        }
        PollOutcome outcome = outcome(result, firstSight || events.stream().anyMatch(PollTransition::isChange));
        boolean rotated = events.stream().anyMatch(event -> event.kind().isRotation());
        List<ObservedKey> keys = document.map(
                        read -> KeyLedger.updated(before.keys(), read.set().keys(), lastSeen(), now))
                .orElse(before.keys());
        TenantState after = new TenantState(
                before.watchedSince().or(() -> Optional.of(now)),
                keys,
                metadata.or(before::metadata),
                document.map(JwksDocument::sha256).or(before::jwksSha256),
                rotated ? Optional.of(now) : before.lastRotation(),
                latest(result.discovery(), before.discovery()),
                latest(result.jwks(), before.jwks()),
                before.maxAgeAfter(result.jwks()),
                before.health().succeeded(attemptedAt, now),
                tallied(outcome, Optional.empty(), events),
                before.countdown().after(before.jwks(), result.jwks(), rotated, now),
                RecentEvents.after(before.recentEvents(), events, keys));
        return new Transition(before, after, outcome, events, document);
    }

    /**
     * Keeps a discovery document and its validators although the keys at its {@code jwks_uri} could not be fetched.
     */
    private Transition failed(FetchResult.Failed failure) {
        List<KeyEvent> events = new ArrayList<>();
        if (before.watchedSince().isPresent()) {
            failure.metadata().ifPresent(read -> events.addAll(MetadataChanges.between(before.metadata(), read, now)));
            if (before.health().failures() == 0) {
                events.add(KeyEvent.of(
                        KeyEventKind.PROVIDER_UNREACHABLE, now, failure.reason().code() + ": " + failure.detail()));
            }
        }
        TenantState after = new TenantState(
                before.watchedSince(),
                before.keys(),
                failure.metadata().or(before::metadata),
                before.jwksSha256(),
                before.lastRotation(),
                failure.metadata().isPresent() ? latest(failure.discovery(), before.discovery()) : before.discovery(),
                before.jwks(),
                before.maxAge(),
                before.health().failed(failure, attemptedAt, now),
                tallied(PollOutcome.FAILED, Optional.of(failure.reason()), events),
                before.countdown(),
                RecentEvents.after(before.recentEvents(), events, before.keys()));
        return new Transition(before, after, PollOutcome.FAILED, events, Optional.empty());
    }

    /**
     * If polls are missing, the two sets may have overlapped in the interim, and it is unknown whether they were disjoint.
     * The changes are certain, but not their times.
     */
    private List<KeyEvent> keyChanges(JwksDocument read) {
        List<KeyEvent> changes = KeyChanges.between(published(), read.set().keys(), now);
        return watchedUntil
                .map(until -> changes.stream()
                        .filter(event -> event.kind() != KeyEventKind.ROTATION_DISJOINT)
                        .map(event ->
                                event.noting("; what happened between " + until + " and " + now + " is not known"))
                        .toList())
                .orElse(changes);
    }

    private List<Jwk> published() {
        return before.keys().stream()
                .filter(ObservedKey::published)
                .map(ObservedKey::jwk)
                .toList();
    }

    private Instant lastSeen() {
        return before.health().lastSuccess().orElse(now);
    }

    private KeyEvent recovered() {
        int failures = before.health().failures();
        String failure = before.health()
                .lastFailure()
                .map(last -> "; last failure: " + last.reason().code() + " at " + last.at())
                .orElse("");
        return KeyEvent.of(
                KeyEventKind.PROVIDER_RECOVERED,
                now,
                "Keys fetched again after " + failures + (failures == 1 ? " failed poll" : " failed polls") + failure);
    }

    private static boolean isChange(KeyEvent event) {
        return event.kind() != KeyEventKind.PROVIDER_RECOVERED;
    }

    private static PollOutcome outcome(FetchResult result, boolean changed) {
        if (changed) {
            return PollOutcome.CHANGED;
        }
        List<Exchange> exchanges = Stream.of(result.discovery(), result.jwks())
                .flatMap(Optional::stream)
                .toList();
        boolean saidSo = !exchanges.isEmpty()
                && exchanges.stream().allMatch(exchange -> exchange.status() == NOT_MODIFIED_STATUS);
        return saidSo ? PollOutcome.NOT_MODIFIED : PollOutcome.UNCHANGED;
    }

    private static Optional<Exchange> latest(Optional<Exchange> current, Optional<Exchange> earlier) {
        return current.map(exchange -> earlier.map(exchange::freshening).orElse(exchange))
                .or(() -> earlier);
    }

    private TenantState.PollTallies tallied(PollOutcome outcome, Optional<FetchFailure> reason, List<KeyEvent> events) {
        TenantState.PollTallies tallies = before.tallies();
        Tally<KeyEventKind> kinds = tallies.events();
        for (KeyEvent event : events) {
            kinds = kinds.plusOne(event.kind());
        }
        return new TenantState.PollTallies(
                tallies.outcomes().plusOne(outcome),
                reason.map(tallies.failures()::plusOne).orElse(tallies.failures()),
                kinds);
    }
}
