/**
 * Fetches from one OpenID Provider: its discovery document, its JWK Set, or a key file on disk, within bounds of bytes and
 * time. Remote errors become a {@link io.keyvigil.provider.FetchResult}, never an exception.
 */
package io.keyvigil.provider;
