package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.paste.Found;
import io.keyvigil.diagnosis.paste.FoundKind;
import io.keyvigil.diagnosis.paste.Paste;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.JwtReading;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A parsed token without its surrounding text. The text form shows nothing.
 *
 * @param text the bare token
 * @param found all parts of the pasted text
 * @param shortened whether an ellipsis or another mark replaces a part of it
 */
record PresentedToken(String text, List<Found> found, boolean shortened, JwtReading reading) {

    private static final Set<FoundKind> PARTS = EnumSet.of(
            FoundKind.TOKEN,
            FoundKind.OPAQUE_TOKEN,
            FoundKind.MESSAGE,
            FoundKind.ELLIPSIS,
            FoundKind.PLACEHOLDER,
            FoundKind.BASIC_CREDENTIALS);

    PresentedToken {
        found = List.copyOf(found);
    }

    static PresentedToken of(Paste paste) {
        String text = paste.token().orElse("");
        return new PresentedToken(text, paste.found(), paste.shortened(), JwtParser.parse(text));
    }

    /** The removed parts, in words. */
    List<String> wrappings() {
        return found.stream()
                .filter(part -> !PARTS.contains(part.kind()))
                .map(Found::inWords)
                .toList();
    }

    boolean has(FoundKind kind) {
        return found.stream().anyMatch(part -> part.kind() == kind);
    }

    /** Whether a validator rejects the token if it receives it in this form. */
    boolean spoiled() {
        return found.stream().anyMatch(part -> part.kind().spoilsTheToken());
    }

    @Override
    public String toString() {
        return "PresentedToken";
    }
}
