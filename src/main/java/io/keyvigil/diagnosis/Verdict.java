package io.keyvigil.diagnosis;

/** A token's fate. */
public enum Verdict {
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    /** No keys could be had, or there was no token. */
    UNDETERMINED("undetermined");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
