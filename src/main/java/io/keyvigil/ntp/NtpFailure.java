package io.keyvigil.ntp;

/** Why a time server gave nothing to go by. */
public enum NtpFailure {
    /** It asked to be left alone, or to be asked less often. */
    KISS_OF_DEATH("kiss-of-death", ServerStanding.REFUSED),
    /** Nobody listens at that port. */
    PORT_CLOSED("port-closed", ServerStanding.UNREACHABLE),
    /** No answer came in time. */
    TIMEOUT("timeout", ServerStanding.UNREACHABLE),
    /** No way leads there, or no socket could be had. */
    NO_ROUTE("no-route", ServerStanding.UNREACHABLE),
    /** Its name has no address. */
    DNS("dns", ServerStanding.UNREACHABLE),
    /** All that came answered another request, as forged answers do. */
    WRONG_ORIGINATE("wrong-originate", ServerStanding.UNREACHABLE),
    /** All that came was shorter than an NTP header. */
    TRUNCATED("truncated", ServerStanding.INSANE),
    /** It says itself that it does not know the time. */
    UNSYNCHRONIZED("unsynchronized", ServerStanding.UNSYNCHRONIZED),
    /** What it says cannot be. */
    INSANE("insane", ServerStanding.INSANE);

    private final String code;
    private final ServerStanding standing;

    NtpFailure(String code, ServerStanding standing) {
        this.code = code;
        this.standing = standing;
    }

    public String code() {
        return code;
    }

    ServerStanding standing() {
        return standing;
    }

    /** Whether what the server said before is not to be trusted any more either. */
    boolean discredits() {
        return this == UNSYNCHRONIZED || this == INSANE;
    }
}
