package io.keyvigil.diagnosis;

/** The verdict on a token. */
public enum Verdict {
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    /** No keys were available, or there was no token. */
    UNDETERMINED("undetermined");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
