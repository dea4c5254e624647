/**
 * This clock against true time: asks time servers by SNTP (RFC 5905), picks what most of them agree on, and says how far
 * this clock is off and how sure that is; without servers it goes by what providers' HTTP {@code Date} headers told.
 * Measures only, and never sets a clock. Uses no other package of Keyvigil.
 */
package io.keyvigil.ntp;
