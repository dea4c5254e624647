package io.keyvigil.tenant;

/** Hears of every change of the watch list, the first one at start included. Must not throw. */
public interface WatchListListener {

    void changed(WatchList before, WatchList after);
}
