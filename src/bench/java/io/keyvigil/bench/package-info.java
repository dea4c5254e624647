/**
 * The benchmark: the packaged program as one process on one core, against a stub provider on loopback. It prints figures
 * and judges none. Started by {@code mvn -Pbench verify}, never by a usual build.
 */
package io.keyvigil.bench;
