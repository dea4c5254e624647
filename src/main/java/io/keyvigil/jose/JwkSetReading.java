package io.keyvigil.jose;

import java.util.List;
import java.util.function.Function;

/** What became of the attempt to read a JWK Set. */
public sealed interface JwkSetReading {

    /**
     * The set was read.
     *
     * @param publicJson for each key of the set, in the same order, its JSON without private members: what may be stored
     */
    record Readable(JwkSet set, List<String> publicJson) implements JwkSetReading {
        public Readable {
            publicJson = List.copyOf(publicJson);
        }
    }

    /**
     * It is no JWK Set.
     *
     * @param detail for people: what is wrong and where; never key material
     */
    record Unreadable(SetFlaw flaw, String detail) implements JwkSetReading {}

    /** Why a text is no JWK Set. */
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
