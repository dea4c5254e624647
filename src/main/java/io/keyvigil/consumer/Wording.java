package io.keyvigil.consumer;

import io.keyvigil.jose.PlainText;
import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How forecasts and reviews write keys and times for people. */
final class Wording {

    private static final int LONGEST_KID = 64;

    private Wording() {}

    /** To the second, in UTC. */
    static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(KeyIdentity key) {
        return key.kid()
                .map(kid -> "the key \""
                        + PlainText.of(kid.length() <= LONGEST_KID ? kid : kid.substring(0, LONGEST_KID - 1) + "…")
                        + "\"")
                .or(() -> key.thumbprint().map(thumbprint -> "the key of thumbprint " + thumbprint))
                .orElse("a key without a name");
    }
}
