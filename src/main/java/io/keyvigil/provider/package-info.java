/**
 * Talks to one OpenID Provider: its discovery document, its JWK Set, or a key file on disk, within bounds of bytes and
 * time. Whatever the outside world does comes back as a {@link io.keyvigil.provider.FetchResult}, never as an exception.
 */
package io.keyvigil.provider;
