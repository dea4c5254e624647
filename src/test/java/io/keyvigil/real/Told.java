package io.keyvigil.real;

import io.keyvigil.consumer.Certainty;
import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ExposureCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A forecast, made when the provider had just done something, and in force until it does the next thing.
 *
 * @param until when the next one was made, or the measurement ended
 */
record Told(ConsumerForecast forecast, Instant at, Instant until) {

    /**
     * A time for which something was foretold.
     *
     * @param endless whether only the provider's next deed ended it
     */
    record Span(Instant from, Instant until, boolean certain, boolean endless) {

        /** Whether it says the same, and more. */
        boolean exceeds(Span other) {
            return certain == other.certain
                    && !from.isAfter(other.from)
                    && !until.isBefore(other.until)
                    && !(from.equals(other.from) && until.equals(other.until));
        }
    }

    /** What was foretold, as far as it was not revised, the earliest first. */
    static List<Span> spans(List<Told> forecasts, Set<ExposureCause> causes) {
        List<Span> spans = new ArrayList<>();
        for (Told told : forecasts) {
            told.forecast.exposures().stream()
                    .filter(exposure -> causes.contains(exposure.cause()))
                    .map(told::inForce)
                    .filter(span -> span.until().isAfter(span.from()))
                    .forEach(spans::add);
        }
        spans.sort(Comparator.comparing(Span::from));
        return spans;
    }

    private Span inForce(Exposure exposure) {
        return new Span(
                exposure.from().isBefore(at) ? at : exposure.from(),
                exposure.until().filter(until::isAfter).orElse(until),
                exposure.certainty() == Certainty.CERTAIN,
                exposure.until().isEmpty());
    }
}
