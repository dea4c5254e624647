package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.paste.Found;
import io.keyvigil.diagnosis.paste.FoundKind;
import io.keyvigil.diagnosis.paste.Paste;
import io.keyvigil.diagnosis.paste.PasteReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request with a bare token, and with the given message or the one in the pasted text.
 *
 * @param request with the bare token; without a token if only a message was pasted
 */
record PastedRequest(DiagnosisRequest request, PresentedToken presented) {

    private static final String GIVEN = "member error";

    static PastedRequest of(DiagnosisRequest asked, PasteReader reader) {
        Optional<Paste> read = asked.token().map(reader::read);
        Paste paste = read.orElseGet(() -> new Paste(Optional.empty(), Optional.empty(), List.of(), false));
        Optional<String> error = asked.error().filter(text -> !text.isBlank());
        List<Found> found = new ArrayList<>(paste.found());
        error.ifPresent(given -> found.add(new Found(FoundKind.MESSAGE, GIVEN)));
        Paste all = new Paste(paste.token(), paste.message(), found, paste.shortened());
        return new PastedRequest(asked.saying(paste.token(), message(error, paste)), PresentedToken.of(all));
    }

    /** The message: a given message replaces the one next to a pasted token; a message that was pasted alone is added to it. */
    private static Optional<String> message(Optional<String> given, Paste paste) {
        if (given.isEmpty()) {
            return paste.message();
        }
        return paste.token().isPresent()
                ? given
                : given.map(
                        text -> text + paste.message().map(more -> "\n" + more).orElse(""));
    }
}
