package io.keyvigil.consumer;

import io.keyvigil.profile.Leeway;
import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * Valid tokens that are rejected because of a wrong clock: {@code clock-drift}.
 *
 * <ol>
 *   <li>The consumer's clock is assumed to equal this clock.
 *   <li>A clock ahead is compared with the leeway on {@code exp}, a clock behind with that on {@code nbf}; equal is within.
 *   <li>A leeway of zero counts as one second: token times are whole seconds (RFC 7519 section 2, NumericDate).
 *   <li>If the profile records no leeway, that of the tenant applies; without it there is no forecast.
 * </ol>
 */
final class ClockForecast {

    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private final ForecastSubject subject;
    private final Exposures exposures;

    ClockForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        if (subject.situation().drift().isEmpty() || !subject.profile().leeway().applicable()) {
            return;
        }
        ClockDrift drift = subject.situation().drift().get();
        Leeway leeway = subject.profile().leeway();
        add(leeway.expiry(), drift.aheadAtMost(), drift.aheadAtLeast(), "ahead", "tokens near their expiry");
        add(
                leeway.notBefore(),
                drift.aheadAtLeast().negated(),
                drift.aheadAtMost().negated(),
                "behind",
                "fresh tokens as not valid yet");
    }

    private void add(Optional<Duration> recorded, Duration atMost, Duration atLeast, String where, String what) {
        recorded.or(subject.situation().tenant()::leeway)
                .filter(leeway -> atMost.compareTo(tolerated(leeway)) > 0)
                .ifPresent(leeway -> exposures.add(new Exposure(
                        ExposureCause.CLOCK_DRIFT,
                        Optional.empty(),
                        subject.now(),
                        Optional.empty(),
                        Certainty.certainIf(atLeast.compareTo(tolerated(leeway)) > 0),
                        "the clock may be " + DurationText.of(atMost) + " " + where + ", more than its leeway of "
                                + DurationText.of(leeway) + ": it rejects " + what,
                        "setting the clock, or a longer leeway")));
    }

    private static Duration tolerated(Duration leeway) {
        return leeway.compareTo(RESOLUTION) < 0 ? RESOLUTION.minusNanos(1) : leeway;
    }
}
