package io.keyvigil.provider;

import java.util.function.Function;

/** What came of the attempt to have one document. */
public sealed interface DocumentAnswer {

    /** The octets, decompressed. */
    record Had(byte[] body) implements DocumentAnswer {}

    /** @param detail for people: address or file, status; never a body */
    record Refused(FetchFailure reason, String detail) implements DocumentAnswer {}

    default <T> T fold(Function<Had, T> had, Function<Refused, T> refused) {
        return this instanceof Had answer ? had.apply(answer) : refused.apply((Refused) this);
    }
}
