package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerScheduleTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(64);

    @Test
    void burstOfFourComesFirst() {
        // When
        List<Long> waits = waits(ServerSchedule.startingAt(START, EVERY), 6, 0);

        // Then
        assertThat(waits).containsExactly(0L, 2L, 2L, 2L, 64L, 64L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.999})
    void jitterDelaysAndNeverHurries(double chance) {
        // When
        ServerSchedule asked = afterBurst(chance);

        // Then
        assertThat(asked.dueAt())
                .isEqualTo(asked.askedAt().plus(EVERY).plusNanos((long) (EVERY.toNanos() * 0.1 * chance)));
    }

    @Test
    void serverIsNotAskedWhileAnAnswerIsAwaited() {
        // When
        ServerSchedule asked = ServerSchedule.startingAt(START, EVERY).asked(START, 0);

        // Then
        assertThat(asked.isDue(START.plusSeconds(60))).isFalse();
        assertThat(asked.answered().isDue(START.plusSeconds(60))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "2, 256", "3, 512", "11, 131072", "40, 131072"})
    void rateDoublesTheInterval(int times, long seconds) {
        // Given
        ServerSchedule schedule = afterBurst(0);

        // When
        for (int i = 0; i < times; i++) {
            schedule = schedule.slowed(0);
        }

        // Then
        assertThat(schedule.dueAt()).isEqualTo(schedule.askedAt().plusSeconds(seconds));
    }

    @Test
    void rateEndsTheBurst() {
        // When
        ServerSchedule slowed = ServerSchedule.startingAt(START, EVERY)
                .asked(START, 0)
                .answered()
                .slowed(0);

        // Then
        assertThat(waits(slowed, 2, 0)).containsExactly(128L, 128L);
    }

    @Test
    void stoppedServerIsNeverDueAgain() {
        // When
        ServerSchedule stopped = ServerSchedule.startingAt(START, EVERY).stop();

        // Then
        assertThat(stopped.isDue(START.plus(Duration.ofDays(10_000)))).isFalse();
    }

    @Test
    void doubtIsClearedAsSoonAsAllowed() {
        // Given
        ServerSchedule asked = afterBurst(0);

        // When
        ServerSchedule hurried = asked.hurried();

        // Then
        assertThat(hurried.dueAt()).isEqualTo(asked.askedAt().plusSeconds(16));
    }

    @Test
    void serverThatAskedForLessIsNotHurried() {
        // Given
        ServerSchedule slowed = afterBurst(0).slowed(0);

        // When
        ServerSchedule hurried = slowed.hurried();

        // Then
        assertThat(hurried).isEqualTo(slowed);
    }

    @Test
    void shorterIntervalIsFollowedAtOnce() {
        // Given
        ServerSchedule asked = afterBurst(0);

        // When
        ServerSchedule changed = asked.reconfigured(Duration.ofSeconds(20));

        // Then
        assertThat(changed.dueAt()).isEqualTo(asked.askedAt().plusSeconds(20));
    }

    private static ServerSchedule afterBurst(double chance) {
        ServerSchedule schedule = ServerSchedule.startingAt(START, EVERY);
        for (int i = 0; i < ServerSchedule.BURST; i++) {
            schedule = schedule.asked(schedule.dueAt(), chance).answered();
        }
        return schedule;
    }

    private static List<Long> waits(ServerSchedule start, int requests, double chance) {
        List<Long> waits = new ArrayList<>();
        ServerSchedule schedule = start;
        for (int i = 0; i < requests; i++) {
            waits.add(Duration.between(schedule.askedAt(), schedule.dueAt()).toSeconds());
            assertThat(schedule.isDue(schedule.dueAt())).isTrue();
            assertThat(schedule.isDue(schedule.dueAt().minusNanos(1))).isFalse();
            schedule = schedule.asked(schedule.dueAt(), chance).answered();
        }
        return waits;
    }
}
