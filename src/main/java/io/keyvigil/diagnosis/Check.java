package io.keyvigil.diagnosis;

/** The questions that a diagnosis asks of a token, in the order in which the findings stand. */
public enum Check {
    STRUCTURE("structure"),
    ALGORITHM("algorithm"),
    KEY("key"),
    SIGNATURE("signature"),
    ISSUER("issuer"),
    AUDIENCE("audience"),
    TIME("time"),
    CLOCK("clock"),
    TYPE("type"),
    MESSAGE("message"),
    CACHE("cache");

    private final String code;

    Check(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
