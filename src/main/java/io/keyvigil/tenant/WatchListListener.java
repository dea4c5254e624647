package io.keyvigil.tenant;

/** Receives each newly applied watch list. Called after the change, for one change at a time. */
@FunctionalInterface
public interface WatchListListener {

    void changed(WatchList before, WatchList after);
}
