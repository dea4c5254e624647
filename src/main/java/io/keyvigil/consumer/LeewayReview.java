package io.keyvigil.consumer;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the leeway on token times with the clock offset and the token lifetime.
 *
 * <p>A leeway of zero counts as one second: token times are whole seconds (RFC 7519 section 2, NumericDate).
 */
final class LeewayReview {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private LeewayReview() {}

    static List<ReviewRemark> of(ProviderSituation situation, Duration leeway) {
        List<ReviewRemark> remarks = new ArrayList<>();
        situation.drift().ifPresent(drift -> addDrift(remarks, drift, leeway));
        Duration lifetime = situation.tenant().tokenLifetime();
        if (leeway.compareTo(lifetime) >= 0) {
            remarks.add(new ReviewRemark(
                    ReviewRemark.Code.LEEWAY_TOO_LONG,
                    "its leeway of " + DurationText.of(leeway) + " at least doubles the life of tokens, which is "
                            + DurationText.of(lifetime),
                    "a leeway of a minute or two"));
        }
        return remarks;
    }

    private static void addDrift(List<ReviewRemark> remarks, ClockDrift drift, Duration leeway) {
        Duration counted = leeway.compareTo(LEAST) < 0 ? LEAST : leeway;
        Duration most = drift.offset().abs().plus(drift.errorBound());
        boolean over = most.compareTo(counted) > 0;
        if (over || most.multipliedBy(2).compareTo(counted) > 0) {
            remarks.add(new ReviewRemark(
                    over ? ReviewRemark.Code.LEEWAY_BELOW_DRIFT : ReviewRemark.Code.LEEWAY_NEARLY_USED,
                    "the clock may be " + DurationText.of(most) + " off, " + (over ? "more than" : "more than half of")
                            + " its leeway of " + DurationText.of(leeway),
                    "synchronize the clock; a leeway of a minute is usual"));
        }
    }
}
