package io.keyvigil.store;

/** Tells the next process that this one had changes that it could not write. Setting it works while the store fails. */
interface LossMark {

    /** For a store that has no place for it beside the database. */
    LossMark NONE = new LossMark() {
        @Override
        public boolean wasSet() {
            return false;
        }

        @Override
        public void set(boolean waiting) {
            // No place.
        }
    };

    /** Whether the process before left it set. */
    boolean wasSet();

    void set(boolean waiting);
}
