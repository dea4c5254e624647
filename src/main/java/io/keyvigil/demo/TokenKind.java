package io.keyvigil.demo;

import java.util.Locale;

/** The tokens that the demo shows. */
enum TokenKind {
    VALID,
    ALTERED,
    /** Signed with the key that was withdrawn or replaced last. */
    WITHDRAWN,
    EXPIRED,
    /** Expired by this machine's clock, valid by the time server's. */
    VALID_AT_ACTUAL_TIME;

    /** Its name in a path. */
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
