package io.keyvigil.jose;

import java.util.List;
import java.util.function.Function;

/** The result of reading a JWK Set. */
public sealed interface JwkSetReading {

    /**
     * The set was read.
     *
     * @param publicJson the storable JSON of each key of the set, in the same order, without private members
     */
    record Readable(JwkSet set, List<String> publicJson) implements JwkSetReading {
        public Readable {
            publicJson = List.copyOf(publicJson);
        }
    }

    /**
     * The text is not a JWK Set.
     *
     * @param detail the error and its position, for users; never key material
     */
    record Unreadable(SetFlaw flaw, String detail) implements JwkSetReading {}

    /** The reason why a text is not a JWK Set. */
    enum SetFlaw {
        /** Not UTF-8, not JSON, nested too deeply. */
        NOT_JSON,
        /** JSON without an array {@code keys}. */
        NOT_A_KEY_SET,
        /** More than {@link JwkSetParser#MAXIMUM_KEYS} entries. */
        TOO_MANY_KEYS
    }

    default <T> T fold(Function<Readable, T> readable, Function<Unreadable, T> unreadable) {
        return this instanceof Readable read ? readable.apply(read) : unreadable.apply((Unreadable) this);
    }
}
