package io.keyvigil.diagnosis.paste;

/**
 * A part of a text in the form of a token. The text form shows nothing.
 *
 * @param end exclusive
 * @param hasAlgorithm whether the header names one, unlike that of a session cookie
 * @param joined whether white space was removed inside it
 * @param shortened whether an ellipsis replaces a part of it
 */
record Candidate(int start, int end, String token, Form form, boolean hasAlgorithm, boolean joined, boolean shortened) {

    /** The completeness of the token, in increasing order. */
    enum Form {
        BEGINNING,
        WITH_HEADER,
        WHOLE
    }

    /** The completeness of the token; greater is more complete. */
    int rank() {
        return form.ordinal() * 2 + (hasAlgorithm ? 1 : 0);
    }

    @Override
    public String toString() {
        return "Candidate";
    }
}
