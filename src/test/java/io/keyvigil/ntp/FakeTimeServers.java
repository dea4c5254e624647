package io.keyvigil.ntp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Time servers that answer at once, as they were told. What is not told is a timeout. */
final class FakeTimeServers implements TimeServerClient {

    private static final Duration DELAY = Duration.ofMillis(10);

    private final MonotonicClock clock;
    private final Map<String, Supplier<NtpResult>> answers = new HashMap<>();
    private final Map<String, Integer> requests = new LinkedHashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    FakeTimeServers(MonotonicClock clock) {
        this.clock = clock;
    }

    /** The servers find this clock that much ahead, with an error of about 6 ms. */
    FakeTimeServers find(Duration offset, String... servers) {
        return find(offset, Leap.NONE, servers);
    }

    FakeTimeServers find(Duration offset, Leap leap, String... servers) {
        for (String server : servers) {
            answers.put(
                    server,
                    () -> new NtpResult.Answered(new NtpSample(
                            clock.read(),
                            offset,
                            DELAY,
                            Duration.ofNanos(1_000),
                            2,
                            Duration.ZERO,
                            Duration.ofMillis(1),
                            leap)));
        }
        return this;
    }

    FakeTimeServers fail(NtpFailure reason, String... servers) {
        for (String server : servers) {
            answers.put(server, () -> NtpResult.Unanswered.of(reason));
        }
        return this;
    }

    FakeTimeServers kiss(String code, String server) {
        answers.put(server, () -> new NtpResult.Unanswered(NtpFailure.KISS_OF_DEATH, Optional.of(code)));
        return this;
    }

    /** Answers are on their way until they are let through. */
    void hold() {
        holding = true;
    }

    void letThrough() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    int requests(String server) {
        return requests.getOrDefault(server, 0);
    }

    @Override
    public void ask(String server, int attempt, Consumer<NtpResult> listener) {
        requests.merge(server, 1, Integer::sum);
        NtpResult result = answers.getOrDefault(server, () -> NtpResult.Unanswered.of(NtpFailure.TIMEOUT))
                .get();
        if (holding) {
            held.add(() -> listener.accept(result));
        } else {
            listener.accept(result);
        }
    }
}
