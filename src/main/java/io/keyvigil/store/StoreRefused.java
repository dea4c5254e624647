package io.keyvigil.store;

/**
 * The store cannot be used: the data directory, its file or the database does not meet the requirements. The message
 * contains the fix.
 */
public final class StoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreRefused(String message) {
        super(message);
    }

    StoreRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
