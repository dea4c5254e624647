package io.keyvigil.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Corrects times that were recorded while the wall clock was ahead. Times later than now become now: the time is
 * known to lie between the previous poll and this one. Times that are at most {@link #TOLERANCE} ahead stay: clocks of replicas
 * differ by as much.
 */
final class NotedAhead {

    static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Instant now;
    private final Instant latest;

    NotedAhead(Instant now) {
        this.now = now;
        this.latest = now.plus(TOLERANCE);
    }

    /** Returns the same state if nothing in it is ahead. */
    TenantState corrected(TenantState state) {
        return isIn(state) ? correct(state) : state;
    }

    List<KeyEvent> corrected(List<KeyEvent> events) {
        return events.stream().anyMatch(event -> isAhead(event.at()))
                ? events.stream().map(event -> event.at(corrected(event.at()))).toList()
                : events;
    }

    private boolean isIn(TenantState state) {
        for (ObservedKey key : state.keys()) {
            if (isAhead(key.firstSeen()) || isAhead(key.withdrawal().map(ObservedKey.Withdrawal::at))) {
                return true;
            }
        }
        PollHealth health = state.health();
        return isAhead(state.watchedSince())
                || isAhead(state.lastRotation())
                || isAhead(health.lastAttempt())
                || isAhead(health.lastSuccess())
                || isAhead(health.lastFailure().map(PollFailure::at))
                || state.recentEvents().stream().anyMatch(event -> isAhead(event.at()));
    }

    private TenantState correct(TenantState state) {
        return new TenantState(
                corrected(state.watchedSince()),
                state.keys().stream().map(this::corrected).toList(),
                state.metadata(),
                state.jwksSha256(),
                corrected(state.lastRotation()),
                state.discovery().map(exchange -> exchange.notAfter(now)),
                state.jwks().map(exchange -> exchange.notAfter(now)),
                state.maxAge(),
                corrected(state.health()),
                state.tallies(),
                state.countdown().forgotten(),
                corrected(state.recentEvents()));
    }

    private ObservedKey corrected(ObservedKey key) {
        return new ObservedKey(
                key.jwk(),
                corrected(key.firstSeen()),
                key.withdrawal().map(end -> new ObservedKey.Withdrawal(corrected(end.lastSeen()), corrected(end.at()))),
                key.signing());
    }

    /** A provider's Retry-After that was recorded ahead of time is dropped: its end is unknown. */
    private PollHealth corrected(PollHealth health) {
        return new PollHealth(
                corrected(health.lastAttempt()),
                corrected(health.lastSuccess()),
                health.failures(),
                health.lastFailure()
                        .map(failure -> new PollFailure(failure.reason(), failure.detail(), corrected(failure.at()))),
                isAhead(health.lastAttempt()) ? Optional.empty() : health.retryNotBefore());
    }

    private Optional<Instant> corrected(Optional<Instant> time) {
        return time.map(this::corrected);
    }

    private Instant corrected(Instant time) {
        return isAhead(time) ? now : time;
    }

    private boolean isAhead(Optional<Instant> time) {
        return time.isPresent() && isAhead(time.get());
    }

    private boolean isAhead(Instant time) {
        return time.isAfter(latest);
    }
}
