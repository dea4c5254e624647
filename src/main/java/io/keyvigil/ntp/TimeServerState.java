package io.keyvigil.ntp;

/** The state of a time server. */
public enum TimeServerState {
    /** It is one of the majority. */
    AGREES("agrees"),
    /** It contradicts the majority. */
    FALSETICKER("falseticker"),
    /** It sent a kiss-o'-death. */
    REFUSED("refused"),
    UNREACHABLE("unreachable"),
    UNSYNCHRONIZED("unsynchronized"),
    /** Its response is impossible or too uncertain, or contradicts its previous response. */
    INSANE("insane"),
    /** It was not heard yet, or it was and no majority says who is right. */
    UNDECIDED("undecided");

    private final String code;

    TimeServerState(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
