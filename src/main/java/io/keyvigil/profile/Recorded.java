package io.keyvigil.profile;

/** The answer to a yes-or-no question about a consumer, where not knowing is an answer too. */
public enum Recorded {
    YES("yes"),
    NO("no"),
    UNRECORDED("unrecorded");

    private final String code;

    Recorded(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Recorded of(boolean answer) {
        return answer ? YES : NO;
    }
}
