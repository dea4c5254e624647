package io.keyvigil.watch;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The next arrival by a tenant's own rotation interval. If it has not come in its interval, it counts as missed, and the
 * one after it is expected, with half the confidence and twice the reach; after {@value #MOST_MISSED} the interval is no
 * longer considered reliable.
 */
final class CadenceForecast {

    static final int MOST_MISSED = 3;

    /** Measured on the histories of public providers; their test prints the share. */
    private static final double HELD = 0.8;

    private CadenceForecast() {}

    static Optional<NextRotation> of(Cadence cadence, Optional<KeyPublicationStats> stay, Instant now) {
        int missed = 0;
        Instant expected = cadence.expectedNext();
        Duration reach = cadence.reach();
        while (now.isAfter(expected.plus(reach))) {
            if (++missed > MOST_MISSED) {
                return Optional.empty();
            }
            expected = expected.plus(cadence.interval());
            reach = Duration.ofMillis(cadence.reach().toMillis() * (missed + 1L));
        }
        return Optional.of(NextRotation.from(
                now,
                expected,
                expected.minus(reach),
                expected.plus(reach),
                NextRotation.Basis.CADENCE,
                HELD / (1 << missed),
                explanation(cadence, missed, stay)));
    }

    private static String explanation(Cadence cadence, int missed, Optional<KeyPublicationStats> stay) {
        String overdue = missed == 0 ? "" : "; it is overdue by " + missed + " of these intervals";
        return "a new key came every " + DurationText.of(cadence.interval()) + " ± "
                + DurationText.of(cadence.reach()) + ", the last " + cadence.arrivals() + " times" + overdue
                + stay.map(KeyPublicationStats::text).orElse("");
    }
}
