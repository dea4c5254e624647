package io.keyvigil.ntp;

/** How a time server stands. */
public enum ServerStanding {
    /** It is one of the majority. */
    AGREES("agrees"),
    /** It contradicts the majority. */
    FALSETICKER("falseticker"),
    /** It sent a kiss-o'-death. */
    REFUSED("refused"),
    UNREACHABLE("unreachable"),
    UNSYNCHRONIZED("unsynchronized"),
    /** What it says cannot be, or is too uncertain to be of use, or contradicts what it said just before. */
    INSANE("insane"),
    /** It was not heard yet, or it was and no majority says who is right. */
    UNDECIDED("undecided");

    private final String code;

    ServerStanding(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
