package io.keyvigil.bench;

import java.time.Duration;

/**
 * What polling took in the measured interval.
 *
 * @param coreShare processor time as a share of one core, scrapes left out
 * @param polls how many there were
 * @param late polls that began later than {@link PollGaps} allows
 * @param failed since the start of the process
 */
record Polling(double pollsPerSecond, double coreShare, long polls, long late, Duration longestGap, long failed) {

    /** Processor time a poll: two requests, their answers, the new state. */
    double processorMicros() {
        return coreShare / pollsPerSecond * 1e6;
    }
}
