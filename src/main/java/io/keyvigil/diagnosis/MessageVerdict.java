package io.keyvigil.diagnosis;

/**
 * What the token says to a reported error.
 *
 * @param words for people; empty text where there is nothing to say
 */
record MessageVerdict(Kind kind, String words) {

    enum Kind {
        FITS,
        CONTRADICTS,
        /** It cannot be compared. */
        SILENT
    }

    static final MessageVerdict SILENT = new MessageVerdict(Kind.SILENT, "");

    static MessageVerdict fits(String words) {
        return new MessageVerdict(Kind.FITS, words);
    }

    static MessageVerdict contradicts(String words) {
        return new MessageVerdict(Kind.CONTRADICTS, words);
    }

    boolean contradicts() {
        return kind == Kind.CONTRADICTS;
    }

    boolean silent() {
        return kind == Kind.SILENT;
    }
}
