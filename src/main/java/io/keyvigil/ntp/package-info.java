/**
 * Measures the offset of this clock: queries time servers by SNTP (RFC 5905) and combines their samples into an offset with
 * an error bound. Without time servers it uses the HTTP {@code Date} headers of providers. Never sets a clock. Entry:
 * {@link io.keyvigil.ntp.ClockWatch}.
 */
package io.keyvigil.ntp;
