package io.keyvigil.tenant;

/**
 * The problem of one value, before its position in the watch list is known.
 *
 * @param problem continues a sentence that begins with the member's name
 */
record Defect(String problem, String remedy) {}
