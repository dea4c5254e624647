package io.keyvigil.watch;

import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Whether the history can be written. Logs when it begins to fail and when it works again. */
final class HistoryHealth {

    private static final Logger LOG = Logger.getLogger(HistoryHealth.class);
    private static final long NOT_WRITING = 0;

    private final Duration longestAnswer;
    private volatile long writingSince = NOT_WRITING;
    private volatile Optional<String> failure = Optional.empty();

    /** @param longestAnswer a write that takes longer counts as failing */
    HistoryHealth(Duration longestAnswer) {
        this.longestAnswer = longestAnswer;
    }

    Optional<String> failure() {
        return failure;
    }

    void began() {
        writingSince = System.nanoTime() | 1;
    }

    void ended() {
        writingSince = NOT_WRITING;
    }

    synchronized void failed(String reason) {
        if (failure.isEmpty()) {
            LOG.warnf("event=history-failing reason=\"%s\"", reason);
        }
        failure = Optional.of(reason);
    }

    synchronized void worked() {
        if (failure.isPresent()) {
            LOG.info("event=history-recovered");
        }
        failure = Optional.empty();
    }

    /** @return true if it begins to fail now, because a write does not end */
    boolean noticesHang() {
        long since = writingSince;
        if (since == NOT_WRITING || failure.isPresent() || System.nanoTime() - since <= longestAnswer.toNanos()) {
            return false;
        }
        failed("the store has not answered for " + longestAnswer.toSeconds() + " s");
        return true;
    }
}
