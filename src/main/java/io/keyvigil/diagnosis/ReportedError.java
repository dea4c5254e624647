package io.keyvigil.diagnosis;

import java.util.List;

/**
 * An error text, read.
 *
 * @param codes AADSTS, AADB2C and IDX codes in the order of the text, those of {@code error_codes} first; known or not
 * @param texts library texts, looked for only where no known code stands in the text
 */
record ReportedError(List<String> codes, List<ErrorCode> texts, ReportedFacts facts) {

    ReportedError {
        codes = List.copyOf(codes);
        texts = List.copyOf(texts);
    }

    boolean recognised() {
        return !codes.isEmpty() || !texts.isEmpty();
    }
}
