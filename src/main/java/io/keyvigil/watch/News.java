package io.keyvigil.watch;

/** What listeners are to be told of a change, once it is written. */
@FunctionalInterface
interface News {

    /** @param counts false if another process has written of the tenant meanwhile, so that nothing is to be told */
    void settled(boolean counts);
}
