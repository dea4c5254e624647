/** {@code main}, the commands, and the wiring of the service: connects the components and makes no decisions of its own. */
package io.keyvigil.cli;
