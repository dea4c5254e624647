package io.keyvigil.diagnosis;

/** The checks of a diagnosis, in the order of the findings. */
public enum Check {
    STRUCTURE("structure"),
    ALGORITHM("algorithm"),
    KEY("key"),
    SIGNATURE("signature"),
    ISSUER("issuer"),
    AUDIENCE("audience"),
    TIME("time"),
    CLOCK("clock"),
    ASSERTION("assertion"),
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
