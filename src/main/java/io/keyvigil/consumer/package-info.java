/**
 * Relying parties' caches: what the libraries that validate tokens do with a provider's keys (the shipped profiles), what
 * follows from that for a key that appears or goes, who breaks when (the forecast), and how what they are set to validate
 * goes with what their provider does (the review). Knows behaviours, never product names.
 */
package io.keyvigil.consumer;
