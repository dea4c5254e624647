package io.keyvigil.real;

import io.keyvigil.consumer.ConsumerForecast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What came of a {@link Trial}: the validator's answers, and what was foretold. */
final class Observations {

    private final List<Told> forecasts = new ArrayList<>();
    private final List<Answer> good = new ArrayList<>();
    private final List<Answer> leftover = new ArrayList<>();
    private Instant withdrawnAt = Instant.MAX;

    void foretold(ConsumerForecast forecast, Instant at) {
        ended(at);
        forecasts.add(new Told(forecast, at, at));
    }

    /** The latest forecast is in force no longer. */
    void ended(Instant at) {
        if (!forecasts.isEmpty()) {
            Told last = forecasts.remove(forecasts.size() - 1);
            forecasts.add(new Told(last.forecast(), last.at(), at));
        }
    }

    void ofGoodToken(Answer answer) {
        good.add(answer);
    }

    void ofLeftover(Answer answer, Instant since) {
        withdrawnAt = since;
        leftover.add(answer);
    }

    /** Whether tokens of the withdrawn key are rejected for good: they have all expired. */
    boolean leftoverIsDone(Instant now) {
        return !leftover.isEmpty() && !leftover.get(leftover.size() - 1).accepted() && hasExpired(now);
    }

    private boolean hasExpired(Instant now) {
        return now.isAfter(withdrawnAt.plus(StageWatch.TOKEN_LIFETIME));
    }

    List<Told> forecasts() {
        return forecasts;
    }

    /** The answers that tell something about it; empty where it never came up. */
    List<Answer> answersTo(Question question) {
        return switch (question) {
            case REJECTS_GOOD -> good;
            case REJECTS_LIVING ->
                leftover.stream().filter(answer -> !hasExpired(answer.asked())).toList();
            case TRUSTS_WITHDRAWN -> leftover;
        };
    }
}
