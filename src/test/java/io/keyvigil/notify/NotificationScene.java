package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A notifier whose time stands still until a test moves it, and whose deliveries are made at once. */
final class NotificationScene {

    static final String EXTERNAL = "https://keyvigil.example/watch";

    final MutableClock clock = MutableClock.at("2026-03-01T00:00:01Z");
    final FakeReceiver receiver = new FakeReceiver();
    final List<ActiveRisk> active = new ArrayList<>();
    private final Outbox outbox;
    private final NotificationSettings settings;
    Notifier notifier;

    NotificationScene(Outbox outbox, NotificationSettings settings) {
        this.outbox = outbox;
        this.settings = settings;
        restarts();
    }

    static NotificationSettings webhook(String severity) {
        return new NotificationSettings(
                List.of(), Optional.of("https://hooks.example/t0ken"), Optional.empty(), severity, EXTERNAL);
    }

    static NotificationSettings alertmanagers(String... bases) {
        return new NotificationSettings(List.of(bases), Optional.empty(), Optional.empty(), "warning", EXTERNAL);
    }

    /** Another process takes over; what was in the memory of the one before is lost. */
    NotificationScene restarts() {
        notifier = new Notifier(
                settings,
                outbox,
                () -> List.copyOf(active),
                () -> List.copyOf(active),
                clock,
                Runnable::run,
                () -> 0.5,
                () -> receiver);
        notifier.start();
        return this;
    }

    NotificationScene fires(ActiveRisk risk) {
        active.add(risk);
        notifier.fired(risk);
        return ticks();
    }

    NotificationScene changes(ActiveRisk before, ActiveRisk after) {
        active.remove(before);
        active.add(after);
        notifier.severityChanged(after);
        return ticks();
    }

    NotificationScene resolves(ActiveRisk risk) {
        active.remove(risk);
        notifier.resolved(risk, clock.instant());
        return ticks();
    }

    NotificationScene ticks() {
        notifier.tick();
        return this;
    }

    /** The time passes, tick by tick. */
    NotificationScene passes(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            notifier.tick();
        }
        return this;
    }
}
