package io.keyvigil.watch;

import io.keyvigil.tenant.DurationText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The next arrival by the kind of provider. Before the first observed arrival, the previous one may lie anywhere in the
 * interval before monitoring began. There is no forecast after the longest interval has passed: the tenant then rotates
 * differently.
 */
final class PriorForecast {

    private static final double HELD = 0.6;
    private static final double HELD_BEFORE_FIRST = 0.5;

    private PriorForecast() {}

    static Optional<NextRotation> of(TenantState state, List<Instant> arrivals, Instant now) {
        return state.watchedSince()
                .flatMap(since -> CadencePrior.of(state).flatMap(prior -> of(prior, since, arrivals, now)));
    }

    private static Optional<NextRotation> of(CadencePrior prior, Instant since, List<Instant> arrivals, Instant now) {
        boolean first = arrivals.isEmpty();
        Instant from = first ? since : arrivals.get(arrivals.size() - 1);
        Instant latest = from.plus(prior.longest());
        if (now.isAfter(latest)) {
            return Optional.empty();
        }
        return Optional.of(NextRotation.from(
                now,
                from.plus(first ? prior.usual().dividedBy(2) : prior.usual()),
                first ? from : from.plus(prior.shortest()),
                latest,
                NextRotation.Basis.CADENCE,
                first ? HELD_BEFORE_FIRST : HELD,
                explanation(prior, arrivals.size())));
    }

    private static String explanation(CadencePrior prior, int arrivals) {
        return prior.provider() + " usually publishes a new key every " + DurationText.of(prior.usual()) + " ("
                + DurationText.of(prior.shortest()) + " to " + DurationText.of(prior.longest())
                + "); of this tenant's own "
                + (arrivals == 0 ? "none was" : "only " + arrivals + (arrivals == 1 ? " was" : " were"))
                + " seen yet";
    }
}
