package io.keyvigil.provider;

/**
 * One round of polls: within it, an address is fetched once for all tenants that share it with equal headers, CA and
 * validators. Made for a round and thrown away with it.
 */
public final class Round {}
