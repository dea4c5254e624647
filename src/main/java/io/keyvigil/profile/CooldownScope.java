package io.keyvigil.profile;

/** The scope of one budget of fetches. */
public enum CooldownScope {
    /** All kids; whether per process, key source or URI is not recorded. */
    SHARED("shared"),
    /** The whole process of the consumer, whatever the kid. */
    PROCESS("process"),
    /** Each kid has its own. */
    KID("kid"),
    /** Each jwks_uri has its own. */
    URI("uri"),
    UNRECORDED("unrecorded");

    private final String code;

    CooldownScope(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
