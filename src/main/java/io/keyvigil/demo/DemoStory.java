package io.keyvigil.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What the demo provider does, step by step and then again from the start with new kids. */
public final class DemoStory implements Runnable {

    private record Step(String line, Runnable action) {}

    private final DemoProvider provider;
    private final Duration between;
    private final Consumer<String> lines;

    /** @param between the time from one step to the next */
    public DemoStory(DemoProvider provider, Duration between, Consumer<String> lines) {
        this.provider = provider;
        this.between = between;
        this.lines = lines;
    }

    /** Plays until the thread is interrupted. */
    @Override
    public void run() {
        try {
            for (int generation = 1; ; generation++) {
                play(generation);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(int generation) throws InterruptedException {
        String current = "demo-" + generation;
        String next = "demo-" + (generation + 1);
        List<Step> steps = List.of(
                new Step("publishes the next key, " + next + ", beside " + current, () -> provider.publish(next)),
                new Step("withdraws " + current + ": a planned rotation is complete", () -> provider.withdraw(current)),
                new Step("replaces the key behind " + next + " under the same kid", () -> provider.replace(next)),
                new Step("goes down: every request is answered with 503", () -> provider.down(true)),
                new Step("comes back", () -> provider.down(false)));
        for (Step step : steps) {
            Thread.sleep(between.toMillis());
            step.action().run();
            lines.accept("the provider " + step.line());
        }
    }
}
