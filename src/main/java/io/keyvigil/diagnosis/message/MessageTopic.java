package io.keyvigil.diagnosis.message;

import io.keyvigil.tenant.AsciiCase;
import java.util.Arrays;

/** The topic to check after a message. */
public enum MessageTopic {
    STRUCTURE,
    ALGORITHM,
    KEY,
    /** The published key set: its content, and whether a library can read it. */
    KEYSET,
    SIGNATURE,
    ISSUER,
    AUDIENCE,
    TIME,
    CLAIMS,
    TYPE,
    SUBJECT,
    /** The connection from the validator to the metadata and keys of the provider. */
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
