package io.keyvigil.tenant;

/** Is told when another watch list has come into force. Called one change at a time, after the change. */
@FunctionalInterface
public interface WatchListListener {

    void changed(WatchList before, WatchList after);
}
