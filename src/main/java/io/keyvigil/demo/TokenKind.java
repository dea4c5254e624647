package io.keyvigil.demo;

import java.util.Locale;

/** What can be the matter with a token of the demo. */
enum TokenKind {
    GOOD,
    ALTERED,
    /** Of the key that was withdrawn or replaced last. */
    WITHDRAWN,
    EXPIRED,
    /** Expired by this machine's clock, good by the time server's. */
    GOOD_BY_TRUE_TIME;

    /** As it stands in an address. */
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
