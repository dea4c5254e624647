/**
 * Finds the token and the message in whatever a person pastes: a log line, a {@code curl} command, an HTTP exchange, the
 * token endpoint's JSON. It works on text only: it verifies nothing, opens no connection and repeats none of the text
 * around the token. Entry: {@link io.keyvigil.diagnosis.paste.PasteReader}.
 */
package io.keyvigil.diagnosis.paste;
