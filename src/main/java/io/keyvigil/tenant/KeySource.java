package io.keyvigil.tenant;

import java.nio.file.Path;

/** The source of a tenant's keys. Addresses are absolute {@code http} or {@code https} URIs, checked on reading. */
public sealed interface KeySource {

    /** Whether keys are read without a request to another machine. The interval may then be as short as 1 s. */
    boolean onLoopback();

    /** Whether keys are transferred without TLS. */
    boolean insecure();

    /** OpenID Connect Discovery 1.0 section 4: the document names the {@code jwks_uri}. */
    record Discovery(String uri) implements KeySource {
        @Override
        public boolean onLoopback() {
            return Addresses.onLoopback(uri);
        }

        @Override
        public boolean insecure() {
            return Addresses.isPlainHttp(uri);
        }
    }

    /** A JWK Set at a known address, without discovery. */
    record JwksUri(String uri) implements KeySource {
        @Override
        public boolean onLoopback() {
            return Addresses.onLoopback(uri);
        }

        @Override
        public boolean insecure() {
            return Addresses.isPlainHttp(uri);
        }
    }

    /** A JWK Set or PEM certificates on disk. */
    record JwksFile(Path file) implements KeySource {
        @Override
        public boolean onLoopback() {
            return true;
        }

        @Override
        public boolean insecure() {
            return false;
        }
    }
}
