package io.keyvigil.consumer;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one consumer fares with one tenant.
 *
 * @param exposures those that last or are to come, the earliest first
 */
public record ConsumerForecast(ConsumerId consumer, TenantId tenant, List<Exposure> exposures) {

    public ConsumerForecast {
        exposures = List.copyOf(exposures);
    }

    /** Whether it may reject good tokens, or trust a withdrawn key, at that moment; findings beside that do not count. */
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

    /** Whether it has an exposure, lasting or to come; findings beside that do not count. */
    public boolean hasExposure() {
        return exposures.stream().anyMatch(exposure -> exposure.cause().metric());
    }

    /** Whether one of its exposures ends by no passing of time. */
    public boolean isEndless() {
        return exposures.stream()
                .anyMatch(exposure ->
                        exposure.cause().metric() && exposure.until().isEmpty());
    }

    /** When the last of its exposures ends by itself; empty where it has none, and where it {@link #isEndless()}. */
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
