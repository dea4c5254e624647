package io.keyvigil.jose;

import java.util.List;
import java.util.function.Function;

/** What became of the attempt to read a JWT. */
public sealed interface JwtReading {

    /**
     * The header was read. Everything that is wrong with the token's form besides is listed: several flaws can be there at
     * once, in the order header, payload, signature.
     *
     * @param byteOrderMarks the segments whose JSON text begins with a byte order mark, which some readers refuse
     */
    record Readable(Jwt jwt, List<Found> flaws, List<String> byteOrderMarks) implements JwtReading {
        public Readable {
            flaws = List.copyOf(flaws);
            byteOrderMarks = List.copyOf(byteOrderMarks);
        }
    }

    /**
     * Not even a header could be read.
     *
     * @param detail for people: what is wrong and where; no part of the token
     */
    record Unreadable(TokenFlaw flaw, String detail) implements JwtReading {}

    /**
     * A flaw, and for people where it is.
     *
     * @param detail no part of the token but names of repeated members and of header extensions
     */
    record Found(TokenFlaw flaw, String detail) {}

    default <T> T fold(Function<Readable, T> readable, Function<Unreadable, T> unreadable) {
        return this instanceof Readable read ? readable.apply(read) : unreadable.apply((Unreadable) this);
    }
}
