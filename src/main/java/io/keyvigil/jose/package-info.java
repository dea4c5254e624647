/**
 * Implements RFC 7515, 7517, 7518, 7519, 7638 and 8037: reads JWK Sets and JWTs, identifies keys by thumbprint,
 * verifies signatures, and examines those that fail. Unusable keys are kept with the reason. No I/O, no framework, no
 * other package of Keyvigil.
 */
package io.keyvigil.jose;
