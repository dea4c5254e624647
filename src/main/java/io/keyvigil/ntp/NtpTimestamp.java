package io.keyvigil.ntp;

import java.time.Instant;

/**
 * The 64-bit timestamp of RFC 5905 section 6: seconds since 1900 modulo 2^32, and a fraction. It does not say its era, which
 * ends in 2036 for the first time: that is taken which lies nearest to this clock, right while this clock is off by less
 * than 68 years.
 */
final class NtpTimestamp {

    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final long ERA = 1L << 32;
    private static final long LOW_HALF = 0xffff_ffffL;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private NtpTimestamp() {}

    static Instant instant(long timestamp, Instant near) {
        long inFirstEra = (timestamp >>> 32) - SECONDS_FROM_1900_TO_1970;
        long era = Math.floorDiv(near.getEpochSecond() - inFirstEra + ERA / 2, ERA);
        return Instant.ofEpochSecond(inFirstEra + era * ERA, (timestamp & LOW_HALF) * NANOS_A_SECOND >>> 32);
    }
}
