package io.keyvigil.risk;

import io.keyvigil.tenant.Tenant;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The time that a risk must last before it fires, and must be absent before it resolves. It prevents flapping.
 *
 * <ol>
 *   <li>A certain risk fires immediately. A risk of this process must outlast its start and a sleep of the machine.
 *   <li>A risk of a tenant resolves after it was absent for a poll interval: at least 1 minute, at most 15 minutes.
 *   <li>A risk with a fixed end resolves at that time.
 * </ol>
 */
final class RiskHysteresis {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Set<Risk> DECAYING = EnumSet.of(
            Risk.ROTATION_UNSAFE, Risk.UNPUBLISHED_KEY_SIGNS, Risk.KID_REUSED, Risk.SPLIT_BRAIN, Risk.METADATA_CHANGED);

    /** For the risks of this process. */
    static final RiskHysteresis HERE = new RiskHysteresis(
            SHORTEST,
            new EnumMap<>(Map.of(
                    Risk.BLIND, Duration.ofSeconds(20),
                    Risk.CLOCK_UNKNOWN, Duration.ofMinutes(1))));

    private final Duration calm;
    private final Map<Risk, Duration> beforeFiring;

    private RiskHysteresis(Duration calm, Map<Risk, Duration> beforeFiring) {
        this.calm = calm;
        this.beforeFiring = beforeFiring;
    }

    static RiskHysteresis with(Tenant tenant) {
        Duration every = tenant.pollEvery();
        Duration least = every.compareTo(SHORTEST) < 0 ? SHORTEST : every;
        return new RiskHysteresis(least.compareTo(LONGEST) > 0 ? LONGEST : least, Map.of());
    }

    Duration beforeFiring(Risk risk) {
        return beforeFiring.getOrDefault(risk, Duration.ZERO);
    }

    Duration beforeResolving(Risk risk) {
        return DECAYING.contains(risk) ? Duration.ZERO : calm;
    }
}
