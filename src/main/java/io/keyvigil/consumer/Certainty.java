package io.keyvigil.consumer;

/** How sure an exposure is. */
public enum Certainty {
    /** It follows from what was seen and recorded, whenever the consumer fetched; its traffic is taken for granted. */
    CERTAIN("certain"),
    /** It happens if the time of the consumer's last fetch, or another unknown, is the least favorable one. */
    WORST_CASE("worst-case");

    private final String code;

    Certainty(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Certainty certainIf(boolean certain) {
        return certain ? CERTAIN : WORST_CASE;
    }
}
