/**
 * The state of each tenant's keys: the pure transition from one poll to the next, its events, due polls, and the learned
 * rotation interval. Uses the network only through {@code provider}, and the store only through {@link
 * io.keyvigil.watch.KeyHistory} and {@link io.keyvigil.watch.Claims}. Entry: {@link io.keyvigil.watch.KeyWatch}.
 */
package io.keyvigil.watch;
