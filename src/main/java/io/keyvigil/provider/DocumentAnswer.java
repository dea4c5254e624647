package io.keyvigil.provider;

import java.util.function.Function;

/** The result of a request for one document. */
public sealed interface DocumentAnswer {

    /** The bytes after decompression. */
    record Had(byte[] body) implements DocumentAnswer {}

    /** @param detail text for operators: address or file, status; never a body */
    record Refused(FetchFailure reason, String detail) implements DocumentAnswer {}

    default <T> T fold(Function<Had, T> had, Function<Refused, T> refused) {
        return this instanceof Had answer ? had.apply(answer) : refused.apply((Refused) this);
    }
}
