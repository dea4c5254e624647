package io.keyvigil.jose;

import java.util.List;
import java.util.function.Function;

/** The result of reading a JWT. */
public sealed interface JwtReading {

    /**
     * The header was read. All further flaws of the token's form are listed: there can be several, in the order
     * header, payload, signature.
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
     * The header is not readable.
     *
     * @param detail the error and its position, for users; no part of the token
     */
    record Unreadable(TokenFlaw flaw, String detail) implements JwtReading {}

    /**
     * A flaw and its position, for users.
     *
     * @param detail no part of the token except names of repeated members and of header extensions
     */
    record Found(TokenFlaw flaw, String detail) {}

    default <T> T fold(Function<Readable, T> readable, Function<Unreadable, T> unreadable) {
        return this instanceof Readable read ? readable.apply(read) : unreadable.apply((Unreadable) this);
    }
}
