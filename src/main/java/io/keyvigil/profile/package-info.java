/**
 * The shipped consumer profiles: how libraries, gateways and platforms cache and read the keys of a provider, as data with
 * sources. Knows behaviors, never product names. Entry: {@link io.keyvigil.profile.Profiles}.
 */
package io.keyvigil.profile;
