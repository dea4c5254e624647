package io.keyvigil.diagnosis.message;

import io.keyvigil.tenant.AsciiCase;
import java.util.Arrays;

/** What a message asks a person to look at. */
public enum MessageTopic {
    STRUCTURE,
    ALGORITHM,
    KEY,
    /** The published key set: what it contains, and whether a library can read it. */
    KEYSET,
    SIGNATURE,
    ISSUER,
    AUDIENCE,
    TIME,
    CLAIMS,
    TYPE,
    SUBJECT,
    /** The way from the validator to the provider's metadata and keys. */
    FETCH;

    public String code() {
        return AsciiCase.lower(name());
    }

    static MessageTopic of(String code) {
        return Arrays.stream(values())
                .filter(topic -> topic.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown topic " + code));
    }
}
