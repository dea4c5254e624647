package io.keyvigil.ntp;

/** Why a time server gave nothing to go by. */
public enum NtpFailure {
    /** It asked to be left alone, or to be asked less often. */
    KISS_OF_DEATH("kiss-of-death", TimeServerState.REFUSED),
    /** No process listens on that port. */
    PORT_CLOSED("port-closed", TimeServerState.UNREACHABLE),
    /** No answer came in time. */
    TIMEOUT("timeout", TimeServerState.UNREACHABLE),
    /** There is no route to it, or no socket is available. */
    NO_ROUTE("no-route", TimeServerState.UNREACHABLE),
    /** Its name has no address. */
    DNS("dns", TimeServerState.UNREACHABLE),
    /** All that came answered another request, as forged answers do. */
    WRONG_ORIGINATE("wrong-originate", TimeServerState.UNREACHABLE),
    /** All that came was shorter than an NTP header. */
    TRUNCATED("truncated", TimeServerState.INSANE),
    /** It says itself that it does not know the time. */
    UNSYNCHRONIZED("unsynchronized", TimeServerState.UNSYNCHRONIZED),
    /** The response is impossible. */
    INSANE("insane", TimeServerState.INSANE);

    private final String code;
    private final TimeServerState state;

    NtpFailure(String code, TimeServerState state) {
        this.code = code;
        this.state = state;
    }

    public String code() {
        return code;
    }

    TimeServerState state() {
        return state;
    }

    /** Whether earlier samples of the server are no longer trusted either. */
    boolean discredits() {
        return this == UNSYNCHRONIZED || this == INSANE;
    }
}
