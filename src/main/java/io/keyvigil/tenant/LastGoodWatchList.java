package io.keyvigil.tenant;

import java.util.Optional;

/**
 * Remembers the text of the last valid watch list file across restarts, as {@link SecretFreeText} writes it. A failure to do so is
 * not reported here.
 */
public interface LastGoodWatchList {

    /** Remembers nothing. */
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
