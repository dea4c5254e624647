package io.keyvigil.tenant;

import java.util.Optional;

/**
 * Stores the text of the last valid watch list file across restarts, in the form of {@link SecretFreeText}. Failures to store it
 * are not reported here.
 */
public interface LastGoodWatchList {

    /** Stores nothing. */
    LastGoodWatchList NONE = new LastGoodWatchList() {
        @Override
        public Optional<String> load() {
            return Optional.empty();
        }

        @Override
        public void save(String yaml) {}
    };

    Optional<String> load();

    void save(String yaml);
}
