package io.keyvigil.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Three minutes, of twelve steps, in the life of a provider and of a clock: what happens, and where a token shows it a command
 * that asks Keyvigil about a real one of that moment. Played again from the start with new kids until the thread is
 * interrupted.
 */
public final class DemoStory implements Runnable {

    private static final Duration CLOCK_OFF_BY = Duration.ofSeconds(90);

    private final DemoProvider provider;
    private final DemoTimeServer timeServer;
    private final String service;
    private final Clock clock;
    private final Duration between;
    private final Consumer<String> lines;

    /** @param token the token that a command is to ask about, made when the line is told */
    private record Step(String line, Runnable action, Optional<TokenKind> token) {}

    /**
     * @param service where Keyvigil answers: {@code http://localhost:9494}
     * @param between the time from one step to the next
     * @param lines takes what happens, a line each
     */
    public DemoStory(
            DemoProvider provider,
            DemoTimeServer timeServer,
            String service,
            Clock clock,
            Duration between,
            Consumer<String> lines) {
        this.provider = provider;
        this.timeServer = timeServer;
        this.service = service;
        this.clock = clock;
        this.between = between;
        this.lines = lines;
    }

    @Override
    public void run() {
        try {
            for (int generation = 1; ; generation++) {
                for (Step step : steps("demo-" + generation, "demo-" + (generation + 1))) {
                    Thread.sleep(between.toMillis());
                    play(step);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(Step step) {
        step.action().run();
        lines.accept(step.line());
        step.token().ifPresent(kind -> lines.accept("    " + command(provider.token(kind, timeServer.behind()))));
    }

    /** The moment stands in the command, so that it shows the same an hour later. */
    private String command(String token) {
        return "curl -s --data-binary '" + token + "' '" + service + "/diagnose?at="
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "'";
    }

    private List<Step> steps(String current, String next) {
        return List.of(
                step(
                        "All is well: " + current + " signs. A good token:",
                        TokenKind.GOOD,
                        () -> timeServer.fallBehind(Duration.ZERO)),
                step("Somebody changes a token on its way:", TokenKind.ALTERED, () -> {}),
                step(
                        "A planned rotation begins: the provider publishes " + next + " beside " + current
                                + ". Who may still hold yesterday's keys? " + service + "/api/v1/consumers",
                        () -> provider.publish(next)),
                step(
                        next + " signs now. by-timer has fetched it, adapts fetches it at once, never-again rejects:",
                        TokenKind.GOOD,
                        () -> provider.signWith(next)),
                step(
                        "The last tokens of " + current + " expire. What is there to fear? " + service
                                + "/api/v1/risks?state=active",
                        () -> {}),
                step(
                        current
                                + " is withdrawn: the planned rotation is complete. A token that it signs all the same:",
                        TokenKind.WITHDRAWN,
                        () -> provider.withdraw(current)),
                step(
                        "A mistake: the provider puts another key under the same kid, " + next + ". A token of before:",
                        TokenKind.WITHDRAWN,
                        () -> provider.replace(next)),
                step("A token of the new key, good for whoever fetched again:", TokenKind.GOOD, () -> {}),
                step("The provider is down: it answers everything with 503.", () -> provider.down(true)),
                step("The provider is back.", () -> provider.down(false)),
                step(
                        "This machine's clock goes wrong: the time server says that it is " + CLOCK_OFF_BY.toSeconds()
                                + " s ahead. " + service + "/api/v1/clock",
                        () -> timeServer.fallBehind(CLOCK_OFF_BY)),
                step(
                        "A token that is good by true time and expired by this clock:",
                        TokenKind.GOOD_BY_TRUE_TIME,
                        () -> {}));
    }

    private static Step step(String line, Runnable action) {
        return new Step(line, action, Optional.empty());
    }

    private static Step step(String line, TokenKind token, Runnable action) {
        return new Step(line, action, Optional.of(token));
    }
}
