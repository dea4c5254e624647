package io.keyvigil.provider;

import java.util.Optional;

/** What makes the next request conditional (RFC 9110 section 8.8), as the provider sent it. */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
}
