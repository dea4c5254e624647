/** Keyvigil: a vigil over other people's signing keys. */
package io.keyvigil;
