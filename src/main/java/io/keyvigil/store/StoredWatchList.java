package io.keyvigil.store;

import io.keyvigil.tenant.LastGoodWatchList;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the text of the last valid watch list in the store. Failures of the store are ignored. */
public final class StoredWatchList implements LastGoodWatchList {

    private static final Logger LOG = Logger.getLogger(StoredWatchList.class);
    private static final String NAME = "watchlist";

    private final RememberedTexts texts;

    public StoredWatchList(RememberedTexts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<String> load() {
        try {
            return texts.load(NAME);
        } catch (HistoryUnavailable e) {
            LOG.warnf("event=last-good-watchlist-unreadable reason=\"%s\"", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void save(String yaml) {
        try {
            texts.save(NAME, yaml);
        } catch (HistoryUnavailable e) {
            LOG.warnf("event=last-good-watchlist-unwritten reason=\"%s\"", e.getMessage());
        }
    }
}
