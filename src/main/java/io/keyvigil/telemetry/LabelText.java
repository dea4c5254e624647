package io.keyvigil.telemetry;

/** Text of others, fit to be a label value: at most 128 characters, and different texts stay different. */
final class LabelText {

    private static final int LONGEST = 128;
    private static final int KEPT = LONGEST - 9;

    private LabelText() {}

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, KEPT) + "~" + String.format("%08x", text.hashCode());
    }
}
