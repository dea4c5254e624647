package io.keyvigil.tenant;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The value of a header that is sent to a provider. It may be a secret: {@code toString} does not show it.
 *
 * @param text the value, or the prefix of the file's content; empty if the value is not known in this process
 * @param file the file whose content follows the text, read at each use
 */
public record HeaderValue(Optional<String> text, Optional<Path> file) {

    /** A value of the last valid watch list that the store does not keep. */
    static final HeaderValue NOT_KEPT = new HeaderValue(Optional.empty(), Optional.empty());

    static HeaderValue of(String text) {
        return new HeaderValue(Optional.of(text), Optional.empty());
    }

    static HeaderValue ofFile(String prefix, Path file) {
        return new HeaderValue(Optional.of(prefix), Optional.of(file));
    }

    @Override
    public String toString() {
        return "HeaderValue";
    }
}
