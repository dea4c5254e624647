/**
 * Determines why a token is rejected. All input of the checks is in one record; every check reports findings, and a
 * fixed precedence selects the cause. Reads the state of the monitored tenants, and requests a poll if a key is not
 * known.
 */
package io.keyvigil.diagnosis;
