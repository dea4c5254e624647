package io.keyvigil.ntp;

/** The leap indicator (RFC 5905 section 7.3), in the order of its values. */
enum Leap {
    NONE,
    SECOND_ADDED,
    SECOND_REMOVED,
    UNSYNCHRONIZED;

    static Leap of(int indicator) {
        return values()[indicator];
    }

    /** The current day ends with a leap second. */
    boolean announced() {
        return this == SECOND_ADDED || this == SECOND_REMOVED;
    }
}
