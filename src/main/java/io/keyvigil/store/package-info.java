/**
 * Keeps states and events across restarts. Implements the interfaces that {@code watch} and {@code tenant} own, over
 * SQLite in a directory of its own.
 */
package io.keyvigil.store;
