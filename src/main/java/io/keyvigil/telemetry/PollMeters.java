package io.keyvigil.telemetry;

import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.PollListener;
import io.keyvigil.watch.Transition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The histogram {@code keyvigil_poll_duration_seconds}, over all tenants. */
public final class PollMeters implements PollListener {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20)
    };

    private final Timer duration;

    public PollMeters(MeterRegistry registry) {
        this.duration = Timer.builder("keyvigil.poll.duration")
                .description("How long polls take, both documents together")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    @Override
    public void polled(Tenant tenant, FetchResult result, Transition transition) {
        duration.record(result.took());
    }
}
