package io.keyvigil.consumer;

import io.keyvigil.profile.Leeway;
import java.time.Duration;
import java.util.Optional;

/**
 * Good tokens that a wrong clock rejects: {@code clock-drift}.
 *
 * <ol>
 *   <li>The consumer's clock is taken to go as this one does.
 *   <li>A clock ahead meets the leeway on {@code exp}, a clock behind that on {@code nbf}; equal to the leeway is within it.
 *   <li>Without leeway a whole second is what counts: token times are whole seconds (clock reference, section 5).
 *   <li>Where the profile records no leeway the tenant's counts, and without that nothing is said.
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
                        "the clock may be " + Wording.of(atMost) + " " + where + ", more than its leeway of "
                                + Wording.of(leeway) + ": it rejects " + what,
                        "setting the clock, or a longer leeway")));
    }

    private static Duration tolerated(Duration leeway) {
        return leeway.compareTo(RESOLUTION) < 0 ? RESOLUTION.minusNanos(1) : leeway;
    }
}
