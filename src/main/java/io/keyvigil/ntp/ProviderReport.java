package io.keyvigil.ntp;

/**
 * The sample of one source other than a time server.
 *
 * @param state whether it agrees with the offset by all sources
 */
public record ProviderReport(ProviderClockSample evidence, TimeServerState state) {}
