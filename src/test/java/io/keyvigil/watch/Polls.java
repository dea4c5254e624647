package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import java.time.Duration;
import java.time.Instant;

/** A tenant's state, carried from poll to poll. Polls take no time and come a minute apart. */
final class Polls {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final Duration APART = Duration.ofMinutes(1);

    private TenantState state = TenantState.UNSEEN;
    private Instant next = START;

    /** The state after these results. */
    static TenantState after(FetchResult... results) {
        Polls polls = new Polls();
        for (FetchResult result : results) {
            polls.poll(result);
        }
        return polls.state;
    }

    /** The same as another process has it after a restart. */
    static TenantState remembered(TenantState state) {
        return TenantState.of(
                        state.watchedSince(),
                        state.keys(),
                        state.metadata(),
                        state.jwksSha256(),
                        state.lastRotation(),
                        state.maxAge(),
                        state.health())
                .remembering(state.recentEvents());
    }

    Transition poll(FetchResult result) {
        return pollAt(next, result);
    }

    Transition pollAt(Instant now, FetchResult result) {
        Transition transition = state.next(result, now, now);
        state = transition.after();
        next = now.plus(APART);
        return transition;
    }

    TenantState state() {
        return state;
    }
}
