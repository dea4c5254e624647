/**
 * Explains the messages of products that reject a token or cannot fetch keys. The texts are data in
 * {@code messages/*.yaml}. This package finds them in a pasted text and reads the values around them. It never
 * receives a token. Main entry type: {@link io.keyvigil.diagnosis.message.ReportedErrorReader}.
 */
package io.keyvigil.diagnosis.message;
