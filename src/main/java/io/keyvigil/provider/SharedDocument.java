package io.keyvigil.provider;

import java.util.function.Function;

/** An answer that several tenants use; its body is read at most once, and only when one of them needs it. */
final class SharedDocument<T> {

    private final Answer answer;
    private final Function<byte[], Outcome<T>> reader;
    private Outcome<T> reading;

    SharedDocument(Answer answer, Function<byte[], Outcome<T>> reader) {
        this.answer = answer;
        this.reader = reader;
    }

    Answer answer() {
        return answer;
    }

    synchronized Outcome<T> read(Answer.Content content) {
        if (reading == null) {
            reading = reader.apply(content.body());
        }
        return reading;
    }
}
