package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever the network does, and whatever one of four servers claims, the true offset lies within the bound. */
class TrueOffsetPropertiesTest {

    private static final Instant TRUE_TIME = Instant.parse("2026-11-22T12:00:00Z");
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final int MOST_DELAY_NANOS = 700_000_000;

    @Property
    void trueOffsetLiesWithinTheBoundWithOneLiarInFour(
            @ForAll @LongRange(min = -86_400_000, max = 86_400_000) long offsetMillis,
            @ForAll @IntRange(min = 3, max = 9) int servers,
            @ForAll long seed) {
        // Given
        Random random = new Random(seed);
        Duration offset = Duration.ofMillis(offsetMillis);
        Situation situation = new Situation(random, offset);

        // When
        ClockState state = situation.after(servers, 1);

        // Then
        situation.assertHonest(state, servers);
    }

    @Property
    void trueOffsetLiesWithinTheBoundOfOneServerAfterAnyNumberOfSamples(
            @ForAll @LongRange(min = -86_400_000, max = 86_400_000) long offsetMillis,
            @ForAll @IntRange(min = 1, max = 12) int samples,
            @ForAll long seed) {
        // Given
        Situation situation = new Situation(new Random(seed), Duration.ofMillis(offsetMillis));

        // When
        ClockState state = situation.after(1, samples);

        // Then
        situation.assertHonest(state, 1);
    }

    /** A clock that is off by a constant and runs wrong by at most 15 ppm, and servers that are asked by it. */
    private static final class Situation {
        private final Random random;
        private final Duration offset;
        private final double rate;
        private Duration passed = Duration.ZERO;
        private ClockReading now;

        Situation(Random random, Duration offset) {
            this.random = random;
            this.offset = offset;
            this.rate = (random.nextDouble() * 2 - 1) * 14e-6;
            this.now = reading();
        }

        /** The last server lies where there are three or more. */
        ClockState after(int servers, int rounds) {
            List<String> names =
                    IntStream.range(0, servers).mapToObj(i -> "server " + i).toList();
            ClockState state = ClockState.startingAt(now).configured(names, Duration.ofSeconds(64), now.steady());
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < servers; i++) {
                    pass(random.nextInt(5_000));
                    boolean lies = servers > 2 && i == servers - 1;
                    Instant asked = now.steady();
                    NtpResult result = ask(lies);
                    state = state.at(now).answered(names.get(i), asked, result, now, 0.5);
                }
            }
            pass(random.nextInt(100_000));
            return state.at(now);
        }

        void assertHonest(ClockState state, int servers) {
            ClockDrift drift = ClockJudgement.of(state, now, Duration.ofMillis(500));
            Duration truth = trueOffset();
            Optional<ClockDrift.Known> known = drift.known();
            assertThat(known).as("%s servers, %s", servers, drift).isPresent();
            assertThat(known.get().offset().minus(truth).abs())
                    .as("%s against %s", known.get(), truth)
                    .isLessThanOrEqualTo(known.get().errorBound());
        }

        private NtpResult ask(boolean lies) {
            ClockReading sent = now;
            long there = (long) (random.nextDouble() * MOST_DELAY_NANOS);
            long back = (long) (random.nextDouble() * MOST_DELAY_NANOS);
            Duration lie = lies ? Duration.ofMillis(random.nextInt(4_000) - 2_000) : Duration.ZERO;
            Duration rootError = Duration.ofNanos(random.nextInt(20_000_000) - 10_000_000);
            passNanos(there);
            Instant received = trueTime().plus(lie).plus(rootError);
            passNanos(random.nextInt(1_000_000));
            Instant transmitted = trueTime().plus(lie).plus(rootError);
            passNanos(back);
            Instant arrived = sent.wall().plus(Duration.between(sent.steady(), now.steady()));
            ByteBuffer answer = ByteBuffer.allocate(NtpPacket.OCTETS)
                    .put(0, (byte) (4 << 3 | 4))
                    .put(1, (byte) 2)
                    .put(3, (byte) -20)
                    .putInt(4, (1 << 16) / 100)
                    .putInt(8, (1 << 16) / 100)
                    .putLong(32, timestamp(received))
                    .putLong(40, timestamp(transmitted));
            return ReplyCheck.judge(NtpPacket.decode(answer).orElseThrow(), sent, arrived);
        }

        private void pass(long millis) {
            passNanos(millis * 1_000_000);
        }

        private void passNanos(long nanos) {
            passed = passed.plusNanos(nanos);
            now = reading();
        }

        private Instant trueTime() {
            return TRUE_TIME.plus(passed);
        }

        private Duration trueOffset() {
            return offset.plusNanos((long) (passed.toNanos() * rate));
        }

        private ClockReading reading() {
            Instant steady = TRUE_TIME.plus(passed).plusNanos((long) (passed.toNanos() * rate));
            return new ClockReading(steady, steady.plus(offset));
        }
    }

    private static long timestamp(Instant instant) {
        long seconds = instant.getEpochSecond() + SECONDS_FROM_1900_TO_1970;
        return seconds << 32 | ((long) instant.getNano() << 32) / 1_000_000_000;
    }
}
