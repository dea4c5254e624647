package io.keyvigil.diagnosis;

import java.util.Optional;

/** Explains the error codes of Microsoft's identity platform, from the table that diagnoses use. */
public final class KnownErrors {

    private final ErrorCodes codes;

    private KnownErrors(ErrorCodes codes) {
        this.codes = codes;
    }

    /**
     * What is known of a code.
     *
     * @param hint usual causes; empty text where nothing is known
     */
    public record Explanation(String meaning, String hint, Optional<String> reference) {}

    public static KnownErrors load() {
        return new KnownErrors(ErrorCodes.load());
    }

    /** @param code such as {@code AADSTS7000215}; empty where the table does not have it */
    public Optional<Explanation> explain(String code) {
        return codes.code(code)
                .map(known -> new Explanation(known.meaning(), known.hint(), ErrorCode.link(known.id())));
    }
}
