/** Counterparts and material for tests: providers on loopback, certificates and signing keys made at run time. */
package io.keyvigil.testing;
