package io.keyvigil.diagnosis.message;

import java.util.List;

/**
 * An error text, read.
 *
 * @param messages what it says, explained: the innermost message, or one for each code that it names
 * @param unknownCodes AADSTS, AADB2C and IDX codes of the text that the catalog does not have
 */
public record ReportedError(List<KnownMessage> messages, List<String> unknownCodes, ReportedFacts facts) {

    public ReportedError {
        messages = List.copyOf(messages);
        unknownCodes = List.copyOf(unknownCodes);
    }

    /** Whether anything in the text is a message that can be named. */
    public boolean recognized() {
        return !messages.isEmpty() || !unknownCodes.isEmpty();
    }
}
