package io.keyvigil.ntp;

import java.time.Duration;
import java.util.Optional;

/**
 * One time server.
 *
 * @param reason the outcome of the last request; empty if it returned a usable sample
 * @param kiss the code of its kiss-o'-death
 * @param stopped whether it refused to serve us; it is not queried again before a restart
 * @param measured its best sample; empty if none counts
 */
public record ServerReport(
        String server,
        TimeServerState state,
        Optional<NtpFailure> reason,
        Optional<String> kiss,
        boolean stopped,
        Optional<Measured> measured) {

    /** Whether the last request was answered with something to go by. */
    public boolean up() {
        return measured.isPresent() && reason.isEmpty();
    }

    /**
     * A sample at its current age.
     *
     * @param offset this clock − the server's clock
     * @param delay the round trip
     * @param rootDistance the offset from the actual time is within {@code offset ± rootDistance} if the server is correct
     */
    public record Measured(Duration offset, Duration delay, Duration rootDistance, int stratum) {}
}
