/**
 * Relying parties' caches: what the libraries that validate tokens do with a provider's keys (the shipped profiles), and
 * what follows from that for a key that appears or goes. Knows behaviours, never product names.
 */
package io.keyvigil.consumer;
