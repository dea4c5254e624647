package io.keyvigil.watch;

/** The reports of a change to listeners, after it is written. */
@FunctionalInterface
interface News {

    /** @param counts false if another process has written data of the tenant in the interim: the change must not be reported */
    void settled(boolean counts);
}
