package io.keyvigil.notify;

/** The kinds of notifications about a risk. */
enum NotificationKind {
    FIRED("fired"),
    CHANGED("changed"),
    RESOLVED("resolved");

    private final String code;

    NotificationKind(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
