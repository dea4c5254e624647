package io.keyvigil.tenant;

import java.util.Optional;

/** Remembers the text of the last watch list file that was right, across restarts. Failing to is not reported here. */
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
