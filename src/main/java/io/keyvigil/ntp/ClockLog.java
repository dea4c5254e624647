package io.keyvigil.ntp;

import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes what is worth a line: each step, each server that told us to stop or to slow down, each change of the verdict. */
final class ClockLog {

    private static final Logger LOG = Logger.getLogger(ClockLog.class);

    private Optional<ClockVerdict> verdict = Optional.empty();

    void changed(ClockState before, ClockState after) {
        if (!after.step().equals(before.step())) {
            after.step().ifPresent(step -> LOG.warnf("event=clock-stepped by=%s", step.by()));
        }
        after.servers().values().forEach(server -> {
            TimeServer earlier = before.servers().get(server.name());
            if (earlier != null && !server.kiss().equals(earlier.kiss())) {
                server.kiss()
                        .ifPresent(kiss -> LOG.warnf(
                                "event=time-server-refused server=%s kiss=%s stopped=%s",
                                server.name(), kiss, server.schedule().stopped()));
            }
        });
    }

    synchronized void verdict(ClockDrift drift) {
        if (verdict.filter(drift.verdict()::equals).isPresent()) {
            return;
        }
        LOG.logf(
                drift.verdict() == ClockVerdict.DRIFTING ? Logger.Level.WARN : Logger.Level.INFO,
                "event=clock-%s reason=%s offset=%s bound=%s basis=%s",
                drift.verdict().code(),
                drift.reason().code(),
                drift.known().map(known -> known.offset().toString()).orElse("-"),
                drift.known().map(known -> known.errorBound().toString()).orElse("-"),
                drift.known().map(known -> known.basis().code()).orElse("-"));
        verdict = Optional.of(drift.verdict());
    }
}
