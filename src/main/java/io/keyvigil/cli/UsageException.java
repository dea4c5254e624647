package io.keyvigil.cli;

/** A command was called with what it cannot use. The message says what, never a token. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
