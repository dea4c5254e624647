package io.keyvigil.diagnosis.paste;

/**
 * A part of a text that has the form of a token. The text form shows nothing.
 *
 * @param end exclusive
 * @param hasAlgorithm whether the header names one, as that of a session cookie does not
 * @param joined whether white space was removed inside it
 * @param shortened whether an ellipsis replaces a part of it
 */
record Candidate(int start, int end, String token, Form form, boolean hasAlgorithm, boolean joined, boolean shortened) {

    /** How much of a token it is; the later, the more. */
    enum Form {
        BEGINNING,
        WITH_HEADER,
        WHOLE
    }

    /** The greater, the more of a token it is. */
    int rank() {
        return form.ordinal() * 2 + (hasAlgorithm ? 1 : 0);
    }

    @Override
    public String toString() {
        return "Candidate";
    }
}
