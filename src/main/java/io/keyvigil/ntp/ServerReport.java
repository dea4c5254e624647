package io.keyvigil.ntp;

import java.time.Duration;
import java.util.Optional;

/**
 * One time server.
 *
 * @param reason what became of the last request, where it gave nothing to go by
 * @param kiss the code of its kiss-o'-death
 * @param stopped it told us to stop, and is not asked again before a restart
 * @param measured its best sample; empty where none counts
 */
public record ServerReport(
        String server,
        ServerStanding standing,
        Optional<NtpFailure> reason,
        Optional<String> kiss,
        boolean stopped,
        Optional<Measured> measured) {

    /** Whether the last request was answered with something to go by. */
    public boolean up() {
        return measured.isPresent() && reason.isEmpty();
    }

    /**
     * A sample, as it is to be taken now.
     *
     * @param offset this clock − the server's clock
     * @param delay the round trip
     * @param rootDistance the offset from true time lies within {@code offset ± rootDistance} where the server is right
     */
    public record Measured(Duration offset, Duration delay, Duration rootDistance, int stratum) {}
}
