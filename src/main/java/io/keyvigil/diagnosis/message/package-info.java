/**
 * Explains what products print when they reject a token or cannot fetch keys. The texts are data ({@code messages/*.yaml});
 * this package finds them in a pasted text and reads the values around them. It never sees a token. Main entry type:
 * {@link io.keyvigil.diagnosis.message.ReportedErrorReader}.
 */
package io.keyvigil.diagnosis.message;
