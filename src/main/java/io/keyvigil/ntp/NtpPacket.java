package io.keyvigil.ntp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The header of an NTP packet (RFC 5905 section 7.3). Extension fields and an authentication code may follow it; they are
 * not read.
 *
 * @param precision of the server's clock, as the power of two of seconds
 * @param rootDelay round trip to the reference clock
 * @param rootDispersion error to the reference clock
 * @param originate the transmit timestamp of the request, as the server had it
 */
record NtpPacket(
        Leap leap,
        int version,
        int mode,
        int stratum,
        int precision,
        Duration rootDelay,
        Duration rootDispersion,
        int referenceId,
        long reference,
        long originate,
        long receive,
        long transmit) {

    static final int OCTETS = 48;
    static final int SERVER_MODE = 4;

    private static final int CLIENT_HEADER = 4 << 3 | 3;
    private static final int TRANSMIT_AT = 40;
    private static final int NANOS_A_SECOND = 1_000_000_000;

    /**
     * A client's request, version 4. Everything except the nonce is zero: it reveals nothing about this clock
     * (draft-ietf-ntp-data-minimization).
     *
     * @param nonce replaces the transmit timestamp; the originate timestamp of the response must repeat it
     */
    static ByteBuffer request(long nonce) {
        return ByteBuffer.allocate(OCTETS).put(0, (byte) CLIENT_HEADER).putLong(TRANSMIT_AT, nonce);
    }

    /** Empty if there are fewer bytes than a header has. */
    static Optional<NtpPacket> decode(ByteBuffer octets) {
        if (octets.remaining() < OCTETS) {
            return Optional.empty();
        }
        ByteBuffer in = octets.slice();
        int first = in.get();
        int stratum = in.get() & 0xff;
        in.get();
        return Optional.of(new NtpPacket(
                Leap.of(first >> 6 & 3),
                first >> 3 & 7,
                first & 7,
                stratum,
                in.get(),
                shortFormat(in.getInt()),
                shortFormat(in.getInt()),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong()));
    }

    /** The code of a kiss-o'-death (section 7.4), four ASCII letters; empty if this is none or its code is invalid. */
    Optional<String> kiss() {
        byte[] code = ByteBuffer.allocate(Integer.BYTES).putInt(referenceId).array();
        return Optional.of(new String(code, StandardCharsets.ISO_8859_1))
                .filter(text -> stratum == 0 && text.matches("[A-Z]{4}"));
    }

    /** Seconds in 16 bits and a fraction in 16 bits. */
    private static Duration shortFormat(int value) {
        return Duration.ofSeconds(value >>> 16, (long) (value & 0xffff) * NANOS_A_SECOND >>> 16);
    }
}
