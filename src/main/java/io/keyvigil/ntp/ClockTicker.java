package io.keyvigil.ntp;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks every second whether this clock was set, and which time servers are due. */
@Singleton
class ClockTicker {

    private static final Logger LOG = Logger.getLogger(ClockTicker.class);

    private final ClockWatch watch;

    ClockTicker(ClockWatch watch) {
        this.watch = watch;
    }

    @Scheduled(identity = "clock", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            watch.tick();
        } catch (RuntimeException e) {
            LOG.error("event=tick-failed ticker=clock", e);
        }
    }
}
