package io.keyvigil.diagnosis;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Formats times to the second. */
final class Wording {

    private Wording() {}

    static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String ago(Instant moment, Instant now) {
        return DurationText.of(Duration.between(moment, now)) + " ago";
    }
}
