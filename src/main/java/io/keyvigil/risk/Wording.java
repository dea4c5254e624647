package io.keyvigil.risk;

import io.keyvigil.jose.PlainText;
import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Formats keys and times in risk texts. */
final class Wording {

    private static final int LONGEST_KID = 64;

    private Wording() {}

    /** To the second, in UTC. */
    static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(KeyIdentity key) {
        return key.kid()
                .map(kid -> "\"" + shown(kid) + "\"")
                .or(() -> key.thumbprint().map(thumbprint -> "of thumbprint " + thumbprint))
                .orElse("without a name");
    }

    /** The kid, cut, or the thumbprint: for evidence. */
    static String name(KeyIdentity key) {
        return key.kid()
                .map(Wording::shown)
                .or(() -> key.thumbprint().map(Object::toString))
                .orElse("");
    }

    private static String shown(String kid) {
        return PlainText.of(kid.length() <= LONGEST_KID ? kid : kid.substring(0, LONGEST_KID - 1) + "…");
    }
}
