package io.keyvigil.real;

import static io.keyvigil.real.StageKeys.BOGUS;
import static io.keyvigil.real.StageKeys.FIRST;
import static io.keyvigil.real.StageKeys.NEXT;
import static io.keyvigil.real.StageKeys.REPLACED;

import io.keyvigil.testing.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What a provider does with its keys, of which the first signs at the beginning. Second zero is that of the change. */
enum Rotation {
    SIGNS_LATER(
            "overlap, signs later",
            14,
            List.of(FIRST),
            at(0, stage -> stage.publish(NEXT, FIRST)),
            at(10, stage -> stage.sign(NEXT))),
    SIGNS_AT_ONCE("overlap, signs at once", 12, List.of(FIRST), at(0, Rotation::addAndSign)),
    AFTER_BOGUS_KIDS(
            "overlap, after bogus kids",
            12,
            List.of(FIRST),
            at(-0.5, stage -> stage.present(BOGUS)),
            at(0, Rotation::addAndSign)),
    NO_OVERLAP("no overlap", 15, List.of(FIRST), at(0, stage -> stage.publish(NEXT))),
    SAME_KID("same kid, new material", 15, List.of(FIRST), at(0, stage -> stage.publish(REPLACED))),
    WITHDRAWN_EARLY("withdrawn early", 15, List.of(FIRST, NEXT), at(0, stage -> stage.publish(NEXT))),
    PROVIDER_DOWN("provider down", 18, List.of(FIRST), at(0, Stage::goDown), at(11, Stage::comeBack));

    /** @param after second zero */
    record Step(Duration after, Consumer<Stage> change) {}

    private final String title;
    private final Duration lasts;
    private final List<SigningKey> keys;
    private final List<Step> steps;

    Rotation(String title, int seconds, List<SigningKey> keys, Step... steps) {
        this.title = title;
        this.lasts = Duration.ofSeconds(seconds);
        this.keys = keys;
        this.steps = List.of(steps);
    }

    private static Step at(double seconds, Consumer<Stage> change) {
        return new Step(Duration.ofMillis(Math.round(seconds * 1e3)), change);
    }

    private static void addAndSign(Stage stage) {
        stage.publish(NEXT, FIRST);
        stage.sign(NEXT);
    }

    String title() {
        return title;
    }

    /** How long after second zero there is something to be seen. */
    Duration lasts() {
        return lasts;
    }

    List<SigningKey> keys() {
        return keys;
    }

    List<Step> steps() {
        return steps;
    }
}
