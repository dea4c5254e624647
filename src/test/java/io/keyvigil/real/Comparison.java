package io.keyvigil.real;

import io.keyvigil.real.Told.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was foretold of one validator in one rotation, and what it did. They agree where whatever it did lies in a time for
 * which it was foretold, and whatever was foretold for certain happened.
 *
 * @param spans what was foretold
 * @param seen the answers that the question counts
 * @param asked how many answers there are in all
 */
record Comparison(
        String validator,
        String rotation,
        Question question,
        Instant zero,
        List<Span> spans,
        List<Answer> seen,
        int asked) {

    /** What a busy machine does to moments. */
    static final Duration TOLERANCE = Duration.ofMillis(1_500);

    /** One for each question that came up. */
    static List<Comparison> of(ValidatorKind kind, Rotation rotation, Instant zero, Observations observations) {
        return Stream.of(Question.values())
                .filter(question -> !observations.answersTo(question).isEmpty())
                .map(question -> {
                    List<Answer> answers = observations.answersTo(question);
                    return new Comparison(
                            kind.name(),
                            rotation.title(),
                            question,
                            zero,
                            Told.spans(observations.forecasts(), question.causes()),
                            answers.stream().filter(question::counts).toList(),
                            answers.size());
                })
                .toList();
    }

    boolean agrees() {
        return outside().isEmpty() && notSeen().isEmpty();
    }

    /** What happened where nothing was foretold. */
    private List<Answer> outside() {
        return seen.stream()
                .filter(answer -> spans.stream().noneMatch(span -> overlap(answer, span)))
                .toList();
    }

    /** What was foretold for certain, for longer than the tolerance, and did not happen. */
    private List<Span> notSeen() {
        return spans.stream()
                .filter(Span::certain)
                .filter(span -> Duration.between(span.from(), span.until()).compareTo(TOLERANCE) > 0)
                .filter(span -> seen.stream().noneMatch(answer -> overlap(answer, span)))
                .toList();
    }

    private static boolean overlap(Answer answer, Span span) {
        return !answer.answered().isBefore(span.from().minus(TOLERANCE))
                && !answer.asked().isAfter(span.until().plus(TOLERANCE));
    }

    static String header() {
        return row("validator", "rotation", "it", "forecast", "measured", "agreement");
    }

    /** Seconds from the provider's change. */
    @Override
    public String toString() {
        return row(validator, rotation, question.title(), forecast(), measured(), agreement());
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-21s | %-25s | %-21s | %-57s | %-22s | %s", (Object[]) cells);
    }

    private String forecast() {
        return spans.isEmpty()
                ? "none"
                : spans.stream()
                        .filter(span -> spans.stream().noneMatch(other -> other.exceeds(span)))
                        .map(span -> seconds(span.from())
                                + (span.endless() ? ".." : ".." + seconds(span.until()))
                                + (span.certain() ? " certain" : " worst case"))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private String measured() {
        return seen.isEmpty()
                ? "none"
                : seconds(seen.get(0).asked()) + ".."
                        + seconds(seen.get(seen.size() - 1).answered()) + " (" + seen.size() + " of " + asked + ")";
    }

    private String agreement() {
        if (!outside().isEmpty()) {
            Answer first = outside().get(0);
            return "NO: from " + seconds(first.asked()) + " not foretold"
                    + first.rejection().map(reason -> ": " + reason).orElse("");
        }
        if (!notSeen().isEmpty()) {
            return "NO: what was certain did not happen";
        }
        if (seen.isEmpty()) {
            return spans.isEmpty() ? "yes" : "yes, not its worst case";
        }
        return "yes";
    }

    private String seconds(Instant at) {
        return String.format(Locale.ROOT, "%.1f", Duration.between(zero, at).toMillis() / 1e3);
    }
}
