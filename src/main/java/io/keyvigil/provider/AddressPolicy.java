package io.keyvigil.provider;

/** Which addresses a client of providers may connect to. */
public enum AddressPolicy {
    /** Any address. */
    ANY,
    /**
     * Any address that the operator configured. If its host has a public address, addresses from {@code jwks_uri} or
     * redirects must be public too.
     */
    PUBLIC_STAYS_PUBLIC,
    /** Public addresses only, as for issuers that a caller chose. */
    PUBLIC;

    /** @param origin the address that the operator configured */
    Reach from(HttpAddress origin) {
        return switch (this) {
            case ANY -> Reach.ANYWHERE;
            case PUBLIC_STAYS_PUBLIC -> Reach.asPublicAs(origin);
            case PUBLIC -> Reach.PUBLIC;
        };
    }
}
