package io.keyvigil.notify;

/** Why a receiver did not accept a message. The code appears in the log. */
enum DeliveryFailure {
    DNS("dns", true),
    CONNECT("connect", true),
    TLS("tls", true),
    TIMEOUT("timeout", true),
    CONNECTION_LOST("connection-lost", true),
    /** Status 5xx, 408 or 425. */
    STATUS("status", true),
    /** Status 429. */
    TOO_MANY_REQUESTS("too-many-requests", true),
    /** The secret's file cannot be used now. */
    SECRET("secret", true),
    /** Status 3xx: no redirect is followed. */
    REDIRECTED("redirected", false),
    /** Any other status: the same request would be refused again. */
    REFUSED("refused", false);

    private final String code;
    private final boolean passing;

    DeliveryFailure(String code, boolean passing) {
        this.code = code;
        this.passing = passing;
    }

    String code() {
        return code;
    }

    /** Whether it may be temporary: the attempt is then repeated as long as the entry is kept. */
    boolean passing() {
        return passing;
    }
}
