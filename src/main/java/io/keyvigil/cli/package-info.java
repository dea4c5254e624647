/** {@code main} and the commands, and the wiring of the service: puts the parts together and decides nothing. */
package io.keyvigil.cli;
