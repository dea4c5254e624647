package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges an answer that repeats our nonce (RFC 5905 sections 7.4, 8 and appendix A.5.1). Pure.
 *
 * <ol>
 *   <li>Stratum 0 is a kiss-o'-death: RATE, DENY and RSTR refuse, any other code means not synchronized.
 *   <li>Not synchronized is also who says so by leap indicator 3 or a stratum above 15.
 *   <li>Insane are: another mode or version, no receive or transmit timestamp, a reference later than the transmission, sent
 *       before received, a root distance of 16 s and more, a round trip that takes less than no time.
 * </ol>
 */
final class ReplyCheck {

    private static final int HIGHEST_STRATUM = 15;
    private static final int LOWEST_VERSION = 3;
    private static final int HIGHEST_VERSION = 4;

    /** MAXDISP of RFC 5905. */
    private static final Duration LARGEST_ROOT_DISTANCE = Duration.ofSeconds(16);

    /** A clock that ticks more coarsely than every 1/128 s may not excuse a negative delay with that. */
    private static final int COARSEST_PRECISION = -7;

    private static final int FINEST_PRECISION = -20;

    private ReplyCheck() {}

    /**
     * @param sent both clocks when the request was sent
     * @param arrived the wall clock when the answer came, reckoned from {@code sent} by the steady clock
     */
    static NtpResult judge(NtpPacket packet, ClockReading sent, Instant arrived) {
        if (packet.mode() != NtpPacket.SERVER_MODE
                || packet.version() < LOWEST_VERSION
                || packet.version() > HIGHEST_VERSION) {
            return NtpResult.Unanswered.of(NtpFailure.INSANE);
        }
        if (packet.stratum() == 0) {
            Optional<String> kiss = packet.kiss();
            boolean refused = kiss.filter(KissOfDeath::refuses).isPresent();
            return new NtpResult.Unanswered(refused ? NtpFailure.KISS_OF_DEATH : NtpFailure.UNSYNCHRONIZED, kiss);
        }
        if (packet.leap() == Leap.UNSYNCHRONIZED || packet.stratum() > HIGHEST_STRATUM) {
            return NtpResult.Unanswered.of(NtpFailure.UNSYNCHRONIZED);
        }
        return isHeaderSane(packet) ? measured(packet, sent, arrived) : NtpResult.Unanswered.of(NtpFailure.INSANE);
    }

    private static boolean isHeaderSane(NtpPacket packet) {
        return packet.receive() != 0
                && packet.transmit() != 0
                && packet.rootDelay().dividedBy(2).plus(packet.rootDispersion()).compareTo(LARGEST_ROOT_DISTANCE) < 0;
    }

    private static NtpResult measured(NtpPacket packet, ClockReading sent, Instant arrived) {
        Instant received = NtpTimestamp.instant(packet.receive(), sent.wall());
        Instant transmitted = NtpTimestamp.instant(packet.transmit(), sent.wall());
        Duration there = Duration.between(sent.wall(), received);
        Duration back = Duration.between(arrived, transmitted);
        Duration delay = there.minus(back);
        Duration precision = precision(packet);
        boolean referenceAhead = packet.reference() != 0
                && NtpTimestamp.instant(packet.reference(), sent.wall()).isAfter(transmitted);
        if (referenceAhead
                || transmitted.isBefore(received)
                || delay.plus(precision).isNegative()) {
            return NtpResult.Unanswered.of(NtpFailure.INSANE);
        }
        return new NtpResult.Answered(new NtpSample(
                sent,
                there.plus(back).dividedBy(2).negated(),
                delay.isNegative() ? Duration.ZERO : delay,
                precision.plus(NtpSample.aged(Duration.between(sent.wall(), arrived))),
                packet.stratum(),
                packet.rootDelay(),
                packet.rootDispersion(),
                packet.leap()));
    }

    private static Duration precision(NtpPacket packet) {
        int exponent = Math.max(FINEST_PRECISION, Math.min(COARSEST_PRECISION, packet.precision()));
        return Duration.ofSeconds(1).dividedBy(1L << -exponent);
    }
}
