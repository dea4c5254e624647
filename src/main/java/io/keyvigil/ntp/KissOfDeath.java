package io.keyvigil.ntp;

/** The codes that a client must obey (RFC 5905 section 7.4). */
final class KissOfDeath {

    static final String RATE = "RATE";

    private KissOfDeath() {}

    static boolean refuses(String code) {
        return code.equals(RATE) || stops(code);
    }

    static boolean stops(String code) {
        return code.equals("DENY") || code.equals("RSTR");
    }
}
