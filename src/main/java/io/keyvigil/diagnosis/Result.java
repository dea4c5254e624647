package io.keyvigil.diagnosis;

/** The consequence of a finding for the token. */
public enum Result {
    PASS("pass"),
    WARN("warn"),
    FAIL("fail"),
    SKIPPED("skipped");

    private final String code;

    Result(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
