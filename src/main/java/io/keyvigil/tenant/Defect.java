package io.keyvigil.tenant;

/**
 * What is wrong with one value, before it is known where it stands.
 *
 * @param problem continues a sentence that begins with the member's name
 */
record Defect(String problem, String remedy) {}
