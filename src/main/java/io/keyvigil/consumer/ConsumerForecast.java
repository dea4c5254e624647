package io.keyvigil.consumer;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The forecast for one consumer at one tenant.
 *
 * @param exposures the current and future ones, the earliest first
 */
public record ConsumerForecast(ConsumerId consumer, TenantId tenant, List<Exposure> exposures) {

    public ConsumerForecast {
        exposures = List.copyOf(exposures);
    }

    /** Whether it may reject valid tokens, or accept a withdrawn key, at that time; other findings do not count. */
    public boolean exposedAt(Instant at) {
        for (Exposure exposure : exposures) {
            if (exposure.cause().metric() && exposure.covers(at)) {
                return true;
            }
        }
        return false;
    }

    public boolean exposedAt(Instant at, ExposureCause cause) {
        for (Exposure exposure : exposures) {
            if (exposure.cause() == cause && exposure.covers(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has a current or future exposure; other findings do not count. */
    public boolean hasExposure() {
        return exposures.stream().anyMatch(exposure -> exposure.cause().metric());
    }

    /** Whether one of its exposures ends by no passing of time. */
    public boolean isEndless() {
        return exposures.stream()
                .anyMatch(exposure ->
                        exposure.cause().metric() && exposure.until().isEmpty());
    }

    /** The end of its last exposure without intervention; empty if it has none, or if it {@link #isEndless()}. */
    public Optional<Instant> safeAt() {
        if (isEndless()) {
            return Optional.empty();
        }
        return exposures.stream()
                .filter(exposure -> exposure.cause().metric())
                .flatMap(exposure -> exposure.until().stream())
                .max(Instant::compareTo);
    }
}
