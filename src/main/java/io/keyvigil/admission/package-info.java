/**
 * Bounds what clients can hold of this process: connections, request bodies, threads. Knows Netty's channels, but neither the
 * HTTP resources nor their answers. Entry points: {@link io.keyvigil.admission.Connections} and {@link
 * io.keyvigil.admission.Lane}.
 */
package io.keyvigil.admission;
