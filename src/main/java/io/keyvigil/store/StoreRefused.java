package io.keyvigil.store;

/** The store cannot be used: the data directory, its file or the database is not as it must be. The message says what to do. */
public final class StoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreRefused(String message) {
        super(message);
    }

    StoreRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
