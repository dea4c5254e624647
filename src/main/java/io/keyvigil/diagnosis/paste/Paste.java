package io.keyvigil.diagnosis.paste;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a pasted text. The text form shows nothing.
 *
 * @param token the bare token; an empty text if there is a place for a token but no token; empty if the text is only
 *     a message
 * @param message the text to explain; empty if there is none
 * @param shortened whether an ellipsis or another mark replaces a part of the token
 */
public record Paste(Optional<String> token, Optional<String> message, List<Found> found, boolean shortened) {

    public Paste {
        found = List.copyOf(found);
    }

    static Paste ofToken(String token) {
        return new Paste(Optional.of(token), Optional.empty(), List.of(new Found(FoundKind.TOKEN, Found.WHOLE)), false);
    }

    static Paste ofMessage(String text) {
        return new Paste(
                Optional.empty(), Optional.of(text), List.of(new Found(FoundKind.MESSAGE, Found.WHOLE)), false);
    }

    @Override
    public String toString() {
        return "Paste";
    }
}
