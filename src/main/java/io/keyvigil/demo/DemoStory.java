package io.keyvigil.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A story of 13 steps about a provider and a clock. A step prints what happens and, if a token shows it, a
 * command that sends such a token to Keyvigil. Starts again with new kids after the last step, until the thread is
 * interrupted.
 */
public final class DemoStory implements Runnable {

    private static final Duration CLOCK_OFF_BY = Duration.ofSeconds(90);

    /** The planned rotation withdraws the old key seven steps after its last signature: after these and the leeway. */
    private static final int STEPS_OF_A_TOKEN = 6;

    private final DemoProvider provider;
    private final DemoTimeServer timeServer;
    private final String service;
    private final Clock clock;
    private final Duration between;
    private final Consumer<String> lines;

    /** @param token the kind of token for the command, created when the line is printed */
    private record Step(String line, Runnable action, Optional<TokenKind> token) {}

    /**
     * @param service the base address of Keyvigil, {@code http://localhost:9494}
     * @param between the time from one step to the next
     * @param lines receives the lines of the story
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

    /** Returns the lifetime of tokens that lets the planned rotation of the story withdraw no key too early. */
    public static Duration tokenLifetime(Duration between) {
        return between.multipliedBy(STEPS_OF_A_TOKEN);
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

    /** The command carries the current time and therefore gives the same result an hour later. */
    private String command(String token) {
        return "curl -s --data-binary '" + token + "' '" + service + "/diagnose?at="
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "'";
    }

    private List<Step> steps(String current, String next) {
        return List.of(
                step(
                        "Everything works: the provider signs with " + current + ". A valid token:",
                        TokenKind.VALID,
                        () -> {}),
                step("A gateway changes a token after signing:", TokenKind.ALTERED, () -> {}),
                step(
                        "Planned rotation: the provider publishes " + next + " alongside " + current
                                + ". Consumers that may not have " + next + " yet: " + service + "/api/v1/consumers",
                        () -> provider.publish(next)),
                step(
                        "The provider now signs with " + next
                                + ". timer-10s has already fetched it, on-demand fetches it on"
                                + " the first token, loads-once rejects it:",
                        TokenKind.VALID,
                        () -> provider.signWith(next)),
                step(
                        "Clock error: according to the time server, this machine's clock is " + CLOCK_OFF_BY.toSeconds()
                                + " s ahead. " + service + "/api/v1/clock",
                        () -> timeServer.fallBehind(CLOCK_OFF_BY)),
                step(
                        "A token that is valid at the actual time and expired by this clock:",
                        TokenKind.VALID_AT_ACTUAL_TIME,
                        () -> {}),
                step("The clock is corrected.", () -> timeServer.fallBehind(Duration.ZERO)),
                step("Provider outage: it answers every request with status 503.", () -> provider.down(true)),
                step("The provider recovers.", () -> provider.down(false)),
                step(
                        "The last tokens signed with " + current + " expire. Active risks: " + service
                                + "/api/v1/risks?state=active",
                        () -> {}),
                step(
                        "The provider withdraws " + current
                                + "; the planned rotation is complete. A token signed with the withdrawn key:",
                        TokenKind.WITHDRAWN,
                        () -> provider.withdraw(current)),
                step(
                        "Provider mistake: it replaces the key but keeps the kid " + next
                                + ". A token signed before the change:",
                        TokenKind.WITHDRAWN,
                        () -> provider.replace(next)),
                step("A token of the new key, accepted by consumers that refetched:", TokenKind.VALID, () -> {}));
    }

    private static Step step(String line, Runnable action) {
        return new Step(line, action, Optional.empty());
    }

    private static Step step(String line, TokenKind token, Runnable action) {
        return new Step(line, action, Optional.of(token));
    }
}
