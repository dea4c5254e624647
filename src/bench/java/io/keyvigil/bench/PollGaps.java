package io.keyvigil.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The times between two polls of one tenant, as {@code keyvigil_last_poll_timestamp_seconds} shows them. */
final class PollGaps {

    private final double longestOnTime;

    private final Map<String, Double> lastPolls = new HashMap<>();
    private double longest;
    private long late;

    /** Late is what comes more than a tenth of {@code poll-every} after its time. */
    PollGaps(Duration pollEvery) {
        this.longestOnTime = pollEvery.toSeconds() * 1.1;
    }

    void saw(Scrape scrape) {
        scrape.lastPolls().forEach((tenant, moment) -> {
            double gap = moment - lastPolls.getOrDefault(tenant, moment);
            longest = Math.max(longest, gap);
            if (gap > longestOnTime) {
                late++;
            }
            lastPolls.put(tenant, moment);
        });
    }

    long late() {
        return late;
    }

    Duration longest() {
        return Duration.ofMillis(Math.round(longest * 1e3));
    }
}
