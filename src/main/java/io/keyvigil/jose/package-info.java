/**
 * The vocabulary of RFC 7515, 7517, 7518, 7519, 7638 and 8037: reads JWK Sets and JWTs, knows a key by its thumbprint
 * and keeps what it cannot use, with the reason; verifies signatures, and reads what one that fails still tells. No I/O,
 * no framework, no other package of Keyvigil.
 */
package io.keyvigil.jose;
