package io.keyvigil.cache;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.watch.KeyIdentity;
import java.util.Set;
import java.util.function.Function;

/** The outcome of one read of a consumer's cache. */
public sealed interface CacheAnswer {

    /**
     * The keys that have a kid, a thumbprint or both.
     *
     * @param holdsPrivateKeys whether private members were present; they were discarded
     */
    record Read(Set<KeyIdentity> keys, boolean holdsPrivateKeys) implements CacheAnswer {
        public Read {
            keys = Set.copyOf(keys);
        }
    }

    /** @param detail for people: what is wrong and where; never key material and no part of what was answered */
    record Failed(FetchFailure reason, String detail) implements CacheAnswer {}

    default <T> T fold(Function<Read, T> read, Function<Failed, T> failed) {
        return this instanceof Read answer ? read.apply(answer) : failed.apply((Failed) this);
    }
}
