package io.keyvigil.store;

/** A mark for the next process: this process had changes that it could not write. It can be set while the store fails. */
interface LossMark {

    /** For a store without a place for it outside the database. */
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

    /** Whether the previous process left it set. */
    boolean wasSet();

    void set(boolean waiting);
}
