package io.keyvigil.real;

import io.keyvigil.provider.ProviderClient;
import io.keyvigil.tenant.Consumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One validator before one rotation: asked several times a second, while Keyvigil polls and forecasts. One thread at a time
 * does all of it, so that a forecast is made before the validator meets what it is about.
 */
final class Trial {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int TICKS_A_POLL = 2;

    /** How long before second zero the validator has fetched. */
    private static final Duration LEAD = Duration.ofMillis(1_500);

    private final ValidatorKind kind;
    private final Rotation rotation;
    private final Consumer consumer;
    private final Stage stage;
    private final StageWatch watch;
    private final RealValidator validator;
    private final Deque<Rotation.Step> steps;
    private final Instant zero;
    private final Observations observations = new Observations();
    private final CompletableFuture<List<Comparison>> compared = new CompletableFuture<>();
    private long ticks;

    private Trial(ValidatorKind kind, Rotation rotation, ProviderClient client) throws Exception {
        this.kind = kind;
        this.rotation = rotation;
        this.consumer = kind.consumer();
        this.stage = new Stage(rotation.keys(), kind.maxAge());
        this.watch = new StageWatch(client, stage.jwksUri());
        this.steps = new ArrayDeque<>(rotation.steps());
        watch.poll(stage.signing());
        this.validator = kind.start().at(stage.jwksUri());
        validator.validate(stage.token());
        this.zero = Instant.now().plus(LEAD);
    }

    /** Plays it to its end. */
    static List<Comparison> play(
            ValidatorKind kind, Rotation rotation, ProviderClient client, ScheduledExecutorService threads)
            throws Exception {
        Trial trial = new Trial(kind, rotation, client);
        Future<?> ticking = threads.scheduleWithFixedDelay(trial::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return trial.compared.get(2, TimeUnit.MINUTES);
        } finally {
            ticking.cancel(false);
            trial.validator.close();
            trial.stage.close();
        }
    }

    private void tick() {
        try {
            Instant now = Instant.now();
            if (now.isAfter(zero.plus(rotation.lasts()))) {
                observations.ended(now);
                compared.complete(Comparison.of(kind, rotation, zero, observations));
            } else {
                playDueSteps(now);
                askOnce();
            }
        } catch (RuntimeException | AssertionError failure) {
            compared.completeExceptionally(failure);
        }
    }

    private void playDueSteps(Instant now) {
        boolean due = false;
        while (!steps.isEmpty() && !zero.plus(steps.peek().after()).isAfter(now)) {
            steps.remove().change().accept(stage);
            due = true;
        }
        if (due || ticks++ % TICKS_A_POLL == 0) {
            watch.poll(stage.signing());
        }
        if (due) {
            observations.foretold(watch.forecast(consumer), now);
        }
    }

    private void askOnce() {
        stage.takeStrays().forEach(token -> Answer.of(validator, token));
        observations.ofGoodToken(Answer.of(validator, stage.token()));
        stage.leftover()
                .filter(unused -> !observations.leftoverIsDone(Instant.now()))
                .ifPresent(left -> observations.ofLeftover(Answer.of(validator, left.token()), left.since()));
    }
}
