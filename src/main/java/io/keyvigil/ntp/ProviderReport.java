package io.keyvigil.ntp;

/**
 * What one source of evidence told.
 *
 * @param standing agrees or not with what is known of true time from all
 */
public record ProviderReport(ClockEvidence evidence, ServerStanding standing) {}
