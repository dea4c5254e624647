package io.keyvigil.provider;

import java.util.function.Function;

/** A value, or the flaw that prevents it. */
sealed interface Outcome<T> {

    record Good<T>(T value) implements Outcome<T> {}

    record Flawed<T>(Flaw flaw) implements Outcome<T> {}

    static <T> Outcome<T> of(T value) {
        return new Good<>(value);
    }

    static <T> Outcome<T> flawed(FetchFailure reason, String detail) {
        return new Flawed<>(new Flaw(reason, detail));
    }

    default <R> R fold(Function<T, R> good, Function<Flaw, R> flawed) {
        return this instanceof Good<T> some ? good.apply(some.value()) : flawed.apply(((Flawed<T>) this).flaw());
    }

    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return fold(next, Flawed::new);
    }

    default <R> Outcome<R> map(Function<T, R> change) {
        return then(value -> of(change.apply(value)));
    }
}
