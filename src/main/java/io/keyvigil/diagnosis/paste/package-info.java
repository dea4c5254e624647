/**
 * Finds the token and the message in a pasted text: a log line, a {@code curl} command, an HTTP exchange, the JSON of
 * the token endpoint. It works only on text: it verifies nothing, opens no connection and repeats none of the text
 * around the token. Main entry type: {@link io.keyvigil.diagnosis.paste.PasteReader}.
 */
package io.keyvigil.diagnosis.paste;
