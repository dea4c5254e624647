package io.keyvigil.diagnosis;

/**
 * The result of comparing a reported error with the token.
 *
 * @param words for users; empty text if there is nothing to report
 */
record MessageVerdict(Kind kind, String words) {

    enum Kind {
        FITS,
        CONTRADICTS,
        /** They cannot be compared. */
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
