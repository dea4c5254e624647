package io.keyvigil.diagnosis.message;

import java.util.List;

/**
 * A parsed error text.
 *
 * @param messages the explanations: the innermost message, or one for each code in it
 * @param unknownCodes the AADSTS, AADB2C and IDX codes of the text that are not in the catalog
 */
public record ReportedError(List<KnownMessage> messages, List<String> unknownCodes, ReportedFacts facts) {

    public ReportedError {
        messages = List.copyOf(messages);
        unknownCodes = List.copyOf(unknownCodes);
    }

    /** Whether the text contains a known message. */
    public boolean recognized() {
        return !messages.isEmpty() || !unknownCodes.isEmpty();
    }
}
