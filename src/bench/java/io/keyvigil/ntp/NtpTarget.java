package io.keyvigil.ntp;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Gives datagrams of strangers to the parser of NTP packets, which its package keeps to itself. */
public final class NtpTarget {

    private static final ClockReading SENT = new ClockReading(Instant.EPOCH, Instant.parse("2026-11-22T03:00:00Z"));

    private NtpTarget() {}

    /** Decodes the packet and judges it. */
    public static void read(byte[] octets) {
        NtpPacket.decode(ByteBuffer.wrap(octets))
                .ifPresent(packet -> ReplyCheck.judge(packet, SENT, SENT.wall().plusMillis(20)));
    }

    /** A valid response. */
    public static byte[] example() {
        long seconds = SENT.wall().getEpochSecond() + 2_208_988_800L;
        return ByteBuffer.allocate(NtpPacket.OCTETS)
                .put((byte) 0x24)
                .put((byte) 2)
                .put((byte) 6)
                .put((byte) -20)
                .putInt(0x100)
                .putInt(0x100)
                .putInt(0x7f000001)
                .putLong(seconds << 32)
                .putLong(1)
                .putLong(seconds << 32 | 1)
                .putLong(seconds << 32 | 2)
                .array();
    }
}
