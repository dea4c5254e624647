package io.keyvigil.tenant;

import java.nio.file.Path;

/** Where a tenant's keys are read from. Addresses are absolute {@code http} or {@code https} URIs, checked on reading. */
public sealed interface KeySource {

    /** OpenID Connect Discovery 1.0 section 4: the document names the {@code jwks_uri}. */
    record Discovery(String uri) implements KeySource {}

    /** A JWK Set at a known address, no discovery. */
    record JwksUri(String uri) implements KeySource {}

    /** A JWK Set or PEM certificates on disk. */
    record JwksFile(Path file) implements KeySource {}
}
