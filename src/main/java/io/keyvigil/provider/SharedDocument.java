package io.keyvigil.provider;

import java.util.function.Function;

/** A response that several tenants share. Its body is parsed at most once, when a tenant needs it. */
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
