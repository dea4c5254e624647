package io.keyvigil.ntp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * Monitors this clock: queries due time servers, receives samples of providers, and returns the offset from the actual
 * time. May be used from any thread. The caller must tick it every second.
 */
public final class ClockWatch {

    /** Half of what the strictest validators bear: they know no leeway, and the times of a JWT are whole seconds. */
    public static final Duration DEFAULT_THRESHOLD = Duration.ofMillis(500);

    private final TimeServerClient client;
    private final MonotonicClock clock;
    private final DoubleSupplier chance;
    private final Duration threshold;
    private final ClockLog log = new ClockLog();
    private final ClockHistory history = new ClockHistory();
    private final AtomicReference<ClockState> state;

    ClockWatch(TimeServerClient client, MonotonicClock clock, DoubleSupplier chance, Duration threshold) {
        this.client = client;
        this.clock = clock;
        this.chance = chance;
        this.threshold = threshold;
        this.state = new AtomicReference<>(ClockState.startingAt(clock.read()));
    }

    /**
     * @param resolving where names are resolved, which may take its time
     * @param threshold how far off this clock may be and still be in step
     */
    public static ClockWatch of(Clock wall, Executor resolving, Duration threshold) {
        MonotonicClock clock = new MonotonicClock(wall, System::nanoTime);
        SntpClient client = new SntpClient(clock, resolving, ClockWatch::daemon);
        return new ClockWatch(client, clock, new SecureRandom()::nextDouble, threshold);
    }

    /**
     * Asks these servers from now on. Those that were asked before keep what is known of them.
     *
     * @param servers as {@code host}, {@code host:port} or {@code [IPv6 address]:port}
     * @param every how often each is asked after the first burst
     */
    public void configure(List<String> servers, Duration every) {
        Instant steady = clock.steady();
        state.updateAndGet(before -> before.configured(servers, every, steady));
    }

    /** Takes up what a provider told of this clock just now. */
    public void heard(ProviderClockSample evidence) {
        ClockReading now = clock.read();
        swap(before -> before.at(now).heard(evidence, now));
    }

    /** Returns the current offset. */
    public ClockDrift drift() {
        ClockReading now = clock.read();
        return ClockJudgement.of(state.get().at(now), now, threshold);
    }

    /** Looks for a step, asks who is due, and logs what changed. To be called about every second. */
    public void tick() {
        ClockReading now = clock.read();
        ClockState seen = swap(before -> before.at(now));
        seen.due(now.steady()).forEach(server -> ask(server, now.steady()));
        ClockDrift drift = drift();
        history.note(now, drift);
        log.verdict(drift);
    }

    /** Returns the offsets of the last 24 hours. */
    public ClockHistory history() {
        return history;
    }

    private void ask(TimeServer server, Instant asked) {
        double luck = chance.getAsDouble();
        swap(before ->
                before.with(server.name(), known -> known.with(known.schedule().asked(asked, luck))));
        client.ask(server.name(), server.failures(), result -> answered(server.name(), asked, result));
    }

    private void answered(String server, Instant asked, NtpResult result) {
        ClockReading now = clock.read();
        double luck = chance.getAsDouble();
        swap(before -> before.at(now).answered(server, asked, result, now, luck));
    }

    private ClockState swap(UnaryOperator<ClockState> change) {
        ClockState before = state.get();
        ClockState after = change.apply(before);
        while (!state.compareAndSet(before, after)) {
            before = state.get();
            after = change.apply(before);
        }
        log.changed(before, after);
        return after;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "ntp");
        thread.setDaemon(true);
        return thread;
    }
}
