package io.keyvigil.profile;

/** How well a profile's figures are founded. */
public enum Confidence {
    /** Read in source code or documentation. */
    SOURCE("source"),
    /** Seen quoted only: in an issue, a forum or an excerpt of documentation. */
    EXCERPT("excerpt"),
    /** Background knowledge, to be verified before use. */
    UNVERIFIED("unverified");

    private final String code;

    Confidence(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
