package io.keyvigil.notify;

/** What a notification tells of its risk. */
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
