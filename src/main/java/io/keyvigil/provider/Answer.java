package io.keyvigil.provider;

import java.util.Optional;
import java.util.function.Function;

/** The result of one request for a document. */
sealed interface Answer {

    /** Status 200. */
    record Content(Exchange exchange, byte[] body) implements Answer {}

    /** Status 304 to a conditional request. */
    record Unchanged(Exchange exchange) implements Answer {}

    /** @param exchange empty if there was no response */
    record Refused(Optional<Exchange> exchange, Flaw flaw) implements Answer {}

    default <T> T fold(Function<Content, T> content, Function<Unchanged, T> unchanged, Function<Refused, T> refused) {
        if (this instanceof Content answer) {
            return content.apply(answer);
        }
        if (this instanceof Unchanged answer) {
            return unchanged.apply(answer);
        }
        return refused.apply((Refused) this);
    }

    default Optional<Exchange> exchanged() {
        return fold(
                content -> Optional.of(content.exchange()),
                unchanged -> Optional.of(unchanged.exchange()),
                Refused::exchange);
    }
}
