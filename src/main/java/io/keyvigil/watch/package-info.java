/**
 * What is known of each tenant's keys: the state, the pure transition from one poll to the next, the events that it
 * yields, who is due for a poll, and the cadence learned from the past. Asks the outside world only through {@code
 * provider}; keeps its history through the interface {@link io.keyvigil.watch.KeyHistory}, and shares the tenants with other processes through
 * {@link io.keyvigil.watch.Claims}.
 */
package io.keyvigil.watch;
