/**
 * The packaged program, started as an operator starts it, against real counterparts; and what it foretells, against what
 * real validators do. Run by the Maven profile {@code real}; each test ends every process that it started.
 */
package io.keyvigil.real;
