package io.keyvigil.cli;

/** Indicates an unusable argument or input of a command. The message names the problem, and never contains a token. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
